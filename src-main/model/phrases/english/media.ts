/** Words of the media connections. */
export const MEDIA = {} as const;
