import type { CallRecording, RecordingPeaks } from '#model/history';
import type { Transcript, Turn } from '#model/transcript';

/** A stretch of a call, ms since it reached Cordboard. */
export type Span = { readonly fromMs: number; readonly toMs: number };

/** Where a recording lies in its call. One of an older version counts from the call's beginning. */
export function spanOf({ startMs, durationMs }: CallRecording): Span {
  const fromMs = startMs ?? 0;
  return { fromMs, toMs: fromMs + durationMs };
}

/** Number of the recording that has this moment, else of the next one, else of the last. */
export function partAt(parts: readonly CallRecording[], atMs: number): number {
  const index = parts.findIndex((part) => atMs < spanOf(part).toMs);
  return index < 0 ? parts.length - 1 : index;
}

/** Both sides are quieter than this in a silence, 0 to 255: about -36 dB of the loudest. */
const QUIET_BELOW = 4;
/** Shortest silence that is marked and skipped, ms. */
const MIN_SILENCE_MS = 2_000;

/** Where nobody is heard. */
export function silencesOf({ bucketMs, peaks }: RecordingPeaks, startMs: number): readonly Span[] {
  const silences: Span[] = [];
  const buckets = peaks.length / 2;
  let from = 0;
  for (let bucket = 0; bucket <= buckets; bucket += 1) {
    const loudest = Math.max(peaks[bucket * 2] ?? 255, peaks[bucket * 2 + 1] ?? 255);
    if (loudest >= QUIET_BELOW) {
      if ((bucket - from) * bucketMs >= MIN_SILENCE_MS) {
        silences.push({ fromMs: startMs + from * bucketMs, toMs: startMs + bucket * bucketMs });
      }
      from = bucket + 1;
    }
  }
  return silences;
}

/**
 * The moment at which a character of a turn was heard, ms: the recogniser gives no times of words,
 * so the words share the time of the turn by their length. What was cut was never heard: it counts
 * as the end.
 */
export function momentOf({ startMs, endMs, text, heardChars }: Turn, char: number): number {
  const heard = heardChars ?? text.length;
  const share = heard === 0 ? 0 : Math.min(1, char / heard);
  return startMs + share * Math.max(0, (endMs ?? startMs) - startMs);
}

/** The turn that is being said, or was said last; null before the first. */
export function turnAt(turns: Transcript, atMs: number): number | null {
  return (
    turns.findLast(({ startMs, speaker }) => speaker !== 'system' && startMs <= atMs)?.id ?? null
  );
}
