/** Words of the record of calls. */
export const STORE = {
  'history.off': 'No record of calls is kept: it could not be opened. See the log.',
  'history.no-recording': 'There is no such recording of this call.',
  'history.recording-gone': 'The recording is not there any more.',
} as const;
