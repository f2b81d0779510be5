/** Words of callers' channels in Asterisk. */
export const ASTERISK = {} as const;
