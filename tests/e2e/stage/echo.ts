/** How well, and how much later, a telephone hears what it said. */
import { findDelay } from '#support/audio/alignment';
import type { CapturedAudio } from '#support/phone/rtpCapture';

const RATE_HZ = 8_000;
/** Pieces that are compared, samples: half a second each. */
const PIECE = RATE_HZ / 2;
/** Longest delay that is looked for, samples. */
const MAX_DELAY = RATE_HZ / 2;
const MIN_CORRELATION = 0.8;
/** A piece must have something in it that can be found again. */
const LOUD = 500;

/**
 * Delays, ms, of the loud pieces of what was said after `afterEpochMs`; pieces that did not come
 * back are left out.
 */
export function echoDelaysMs(
  { said, heard }: CapturedAudio,
  afterEpochMs: number,
): readonly number[] {
  const delays: number[] = [];
  const first = said.sampleIndexAt(afterEpochMs);
  for (let from = first; from + PIECE <= said.samples.length; from += PIECE) {
    const piece = said.samples.subarray(from, from + PIECE);
    if (!piece.some((sample) => Math.abs(sample) > LOUD)) {
      continue;
    }
    const saidAt = said.epochMsAt(from);
    const start = heard.sampleIndexAt(saidAt);
    const window = heard.samples.subarray(start, start + PIECE + MAX_DELAY);
    const { samples, correlation } = findDelay(piece, window, MAX_DELAY);
    if (correlation >= MIN_CORRELATION) {
      delays.push(heard.epochMsAt(start + samples) - saidAt);
    }
  }
  return delays;
}
