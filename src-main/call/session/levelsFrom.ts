import type { LevelMeter } from '#main/media/audio/levelMeter';
import type { BareTimeline } from '#model/timeline';

/**
 * The levels that a meter has kept, from a bucket on, and where they lie on the call's time axis.
 * @param startedAt When the call began, epoch ms: its axis begins there, and the meter later.
 */
export function levelsFrom(
  { startMs, history }: LevelMeter,
  startedAt: number,
  bucket: number,
): Omit<BareTimeline, 'events' | 'samples'> {
  const sinceMs = startMs === null ? null : performance.now() - startMs;
  const firstBucket = Math.min(bucket, history.buckets);
  return {
    levelsFromMs: sinceMs === null ? null : Math.round(Date.now() - startedAt - sinceMs),
    firstBucket,
    levels: history.from(firstBucket),
  };
}
