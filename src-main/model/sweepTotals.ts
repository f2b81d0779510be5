/** What the sweeps of Asterisk have found since the start. */
export type SweepTotals = {
  /** Looks at everything in Asterisk. */
  sweeps: number;
  /** Callers without a call that this console now serves. */
  callersTakenUp: number;
  /** Callers and other channels of our application that were given back to the dialplan. */
  channelsGivenBack: number;
  /** External media channels without a call. */
  mediaChannels: number;
  /** Channels of outgoing calls and of third parties without a call. */
  calledParties: number;
  bridges: number;
  /** Calls whose channel had gone without a word. */
  callsWithoutChannel: number;
};
