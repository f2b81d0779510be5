export const DESK = {
  'desk.defect': 'This failed inside Cordboard. The log has the details.',
  'request.foreign-page': 'This page may not make requests.',
  'request.unknown': 'Cordboard does not know this request.',
  'request.wrong-form': 'The request {{request}} does not have the form it must have: {{why}}',
  'headset.elsewhere':
    'You speak in a call from another window of Cordboard. Hand the call back there first.',
  'headset.closed-meanwhile': 'The headset was closed before it was open.',
  'diagnostics.not-written':
    'The bundle could not be written to {{folder}}: {{why}}. Check that the folder can be written and the disk is not full.',
  'file.not-written': 'The file could not be written: {{why}}. Choose another place.',
} as const;
