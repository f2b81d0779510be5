/** Words of no part in particular. */
export const GENERAL = {
  /** Words that come from elsewhere: Asterisk, Gemini, the operating system, an old record. */
  text: '{{text}}',
  'file.cannot-be-written':
    '{{path}} cannot be written: {{why}}. Check the permissions of its folder and the free space.',
} as const;
