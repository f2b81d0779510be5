/** Words of settings and profiles. */
export const CONFIG = {} as const;
