/** Words of Asterisk's REST interface. */
export const ARI = {} as const;
