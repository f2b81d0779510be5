/** Words of the calls that are made at the desk. */
export const TRIAL = {
  'trial.line-down': 'The line of this call is down.',
  'trial.not-a-telephone':
    'This call was made at the desk: it cannot be connected with a telephone.',
  'rehearsal.no-answer': 'The agent did not answer in time.',
  'rehearsal.no-line': 'The text model made no line of the caller.',
  'rehearsal.running': 'Another rehearsal is going on. Wait for its end, or stop it.',
  'rehearsal.no-scenario': 'There is no such scenario any more.',
  'rehearsal.no-persona':
    'A caller who is made up by a text model needs Gemini, which is not configured.',
} as const;
