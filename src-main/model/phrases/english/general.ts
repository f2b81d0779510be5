/** Words that several parts use. */
export const GENERAL = {
  /** Words that come from elsewhere: Asterisk, Gemini, the operating system, an old record. */
  text: '{{text}}',
  // Two phrases as one; see `joined`.
  sentences: '{{first}} {{next}}',
  clauses: '{{first}}; {{next}}',
  /** What is wrong at one place of what was sent or written. */
  'at-place': '{{path}} {{what}}',
  'file.cannot-be-written':
    '{{path}} cannot be written: {{why}}. Check the permissions of its folder and the free space.',
} as const;
