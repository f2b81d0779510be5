import type { FramePool } from '../audio/frameRing';

/**
 * How audio is kept. `buffered`: all of it is played, in turns, however long it takes. `live`: a person speaks; what waits longer than
 * 120 ms is dropped, oldest first, and belongs to no turn.
 */
export type PlayoutMode = 'buffered' | 'live';

/** What a PlayoutQueue is made with. */
export type PlayoutQueueOptions = {
  /** Everything that was queued has been heard and the turn has ended. Not called for what was flushed. Must not throw. */
  readonly onDrained: () => void;
  /** Most frames let into Asterisk's queue; it says XOFF at 900 and drops at 1000. Default 600. */
  readonly maxAheadFrames?: number;
  /** Monotonic clock, ms. Default performance.now. */
  readonly now?: () => number;
  /** Where frames are taken from. Default: one pool for all calls. */
  readonly pool?: FramePool;
};

/** Figures since the queue was made. */
export type PlayoutCounters = {
  /** Frames handed to a transport; those sent again count again. */
  framesSent: number;
  /** Gaps inside a turn because the agent's audio came too late. */
  underruns: number;
  /** Length of those gaps in all, ms. */
  underrunMs: number;
  /** Samples that were refused because they belonged to an old generation. */
  staleSamples: number;
  /** Samples of a person that were dropped in live mode because they came too late. */
  skippedSamples: number;
};
