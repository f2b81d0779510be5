/** Figures of a playout queue since it was made. */
export class PlayoutCounters {
  /** Frames handed to a transport; a frame that is sent again counts again. */
  framesSent = 0;
  /** Gaps inside a turn because the agent's audio came too late. */
  underruns = 0;
  /** Length of all those gaps, ms. */
  underrunMs = 0;
  /** Samples that were refused because they belonged to an old generation. */
  staleSamples = 0;
  /** Samples of a person that were dropped in live mode because they came too late. */
  skippedSamples = 0;
}
