/** Words of plugins. */
export const PLUGINS = {} as const;
