/** A module that is no plugin. */
export const nothing = null;
