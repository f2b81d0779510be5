/** Words of webhooks. */
export const WEBHOOKS = {} as const;
