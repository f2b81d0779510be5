/** What the sweeps of Asterisk have found since the start. */
export type SweepTotals = {
  /** Sweeps so far. Each looks at everything in Asterisk. */
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
  /** Calls whose channel was gone without an event of it. */
  callsWithoutChannel: number;
};
