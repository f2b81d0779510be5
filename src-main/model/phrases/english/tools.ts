/** Words of the agent's tools. */
export const TOOLS = {} as const;
