/** Words of the program as a whole. */
export const PROGRAM = {} as const;
