/** Words of the program as a whole. */
export const PROGRAM = {
  'program.already-running':
    'Another Cordboard works in the data folder {{folder}}. End it, or give this one a folder of its own with CORDBOARD_DATA_DIR.',
  'program.already-running-as':
    'Another Cordboard (process {{pid}}) works in the data folder {{folder}}. End it, or give this one a folder of its own with CORDBOARD_DATA_DIR.',
  'program.no-folder-lock':
    'The data folder {{folder}} cannot be locked ({{reason}}). See to it that no other Cordboard uses it.',
  'program.calls-not-ended': 'The calls could not be ended in order.',
  'program.ended-at-once': '{{signal}} again: ended at once.',
  'cli.not-together': '{{first}} and {{second}} do not go together.',
  'cli.data-takes-folder': '--data takes a folder.',

  'capacity.restart-waits':
    'Cordboard restarts when the live calls are over ({{calls}}). Until then no new call is taken: it goes on in the dialplan of Asterisk.',
  'capacity.full':
    'Full: {{calls}} of {{max}} calls (MAX_CALLS). Further callers are not answered and go on in the dialplan.',
  'capacity.strained':
    'This machine has nearly too much to do with {{calls}} calls: their audio may come late. Close other programs, or take fewer calls here (MAX_CALLS).',
  'capacity.overloaded':
    'This machine has too much to do with {{calls}} calls: callers hear gaps and wait for answers. Send new calls elsewhere: set MAX_CALLS below {{calls}}.',
} as const;
