/** Words of the demo mode. */
export const DEMO = {} as const;
