/** Words of calls: refusals, notices, events, end reasons. */
export const CALL = {} as const;
