/** The system instruction that the agent of a call follows now. */
export type InstructionInForce = {
  /** With the facts of the call in its places. Personal data. */
  readonly text: string;
  /** A supervisor has replaced that of the profile for this call. */
  readonly changed: boolean;
};
