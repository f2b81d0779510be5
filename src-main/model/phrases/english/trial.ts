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
  'replay.goes-on': 'The call still goes on. Play it again once it is over.',
  'replay.of-replay': 'This is a replay itself. Play the original call again.',
  'replay.no-turn': 'The call has no such turn.',
  'replay.nobody-speaks': 'The caller says nothing from this turn on.',
  'replay.no-audio': 'The caller’s audio from this turn on is not recorded.',
} as const;
