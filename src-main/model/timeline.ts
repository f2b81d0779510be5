/** The whole of a running call on one time axis: for a picture that can be scrolled back. */
import type { CallAct, RecordedEvent } from './history';
import type { CallMetrics } from './metrics';

/** Time of one bucket of levels, ms. */
export const TIMELINE_BUCKET_MS = 100;

/** Bytes of a bucket: peaks of caller and agent as in levels.ts, and all its flags together. */
export const TIMELINE_BUCKET_BYTES = 3;

/** Where the reader's part of a time line ends, so that it gets only what came after it. */
export type TimelinePlace = {
  /** Buckets from the first on. The newest one may still grow: ask for it again. */
  readonly bucket: number;
  /** Events that are known. */
  readonly event: number;
  /** Acts that are known. */
  readonly act: number;
  /** Samples that are known. */
  readonly sample: number;
};

/** The figures of a call at a moment, every 10 s; all are counted from its beginning. */
export type MetricSample = Pick<
  CallMetrics,
  'framesIn' | 'framesLate' | 'framesLost' | 'playoutGaps' | 'agentReconnects'
> & {
  /** ms since the call reached Cordboard. */
  readonly atMs: number;
  /** Estimate, US dollars. */
  readonly costUsd: number;
};

/** A time line from a place on. */
export type CallTimeline = {
  /**
   * When bucket 0 and column 0 of the level stream began, ms since the call reached Cordboard; null
   * while there is no sound.
   */
  readonly levelsFromMs: number | null;
  /** Index of the first bucket in `levels`: not the wanted one if there are none of that time. */
  readonly firstBucket: number;
  /** Buckets of TIMELINE_BUCKET_BYTES each. */
  readonly levels: Uint8Array;
  /** In the order in which they happened. */
  readonly events: readonly RecordedEvent[];
  /** What was done to it, and by whom, in this run of the program. */
  readonly acts: readonly CallAct[];
  /** How its figures went since it was answered, in this run of the program. */
  readonly samples: readonly MetricSample[];
};

/** A time line without who did what: the desk knows that, and not the call. */
export type BareTimeline = Omit<CallTimeline, 'acts'>;
