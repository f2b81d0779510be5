/** Words of the calls that are made at the desk. */
export const TRIAL = {
  'trial.line-down': 'The line of this call is down.',
  'trial.not-a-telephone':
    'This call was made at the desk: it cannot be connected with a telephone.',
} as const;
