/** Which waits for an answer are worth a look: those that stand out in their own call. */
import type { Transcript } from '#model/transcript';

/** A wait stands out when it is this many times as long as the call's median, */
const TIMES_USUAL = 1.5;

/** and longer than this, ms: a quick call may be three times as slow and still be quick. */
const LEAST_MS = 1_500;

export function isUnusualWait(ms: number, medianMs: number): boolean {
  return ms > LEAST_MS && ms > TIMES_USUAL * medianMs;
}

/** The turns whose caller waited unusually long for them, by their ids. */
export function unusualWaits(turns: Transcript): ReadonlySet<number> {
  const waits = turns
    .flatMap(({ timeToFirstAudioMs }) => (timeToFirstAudioMs === null ? [] : [timeToFirstAudioMs]))
    .sort((one, other) => one - other);
  const medianMs = waits[Math.floor((waits.length - 1) / 2)] ?? 0;
  return new Set(
    turns.flatMap(({ id, timeToFirstAudioMs: ms }) =>
      ms !== null && isUnusualWait(ms, medianMs) ? [id] : [],
    ),
  );
}
