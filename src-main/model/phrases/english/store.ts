/** Words of the record of calls. */
export const STORE = {} as const;
