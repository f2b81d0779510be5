/** Words of no part in particular. */
export const GENERAL = {
  /** Words that come from elsewhere: Asterisk, Gemini, the operating system, an old record. */
  text: '{{text}}',
} as const;
