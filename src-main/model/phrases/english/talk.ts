/** Words of the talk with the agent. */
export const TALK = {} as const;
