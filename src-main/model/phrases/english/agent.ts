/** Words of the connection to Gemini. */
export const AGENT = {} as const;
