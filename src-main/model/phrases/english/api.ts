/** Words of the HTTP API. */
export const API = {} as const;
