/** Words of the desk. */
export const DESK = {} as const;
