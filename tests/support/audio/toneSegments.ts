/**
 * Every stretch of a tone in a recording, so that an answer of an agent can be timed and searched
 * for holes.
 *
 *   toneSegments(heard, toneHzForVoice('Puck'))
 *   // [{ startEpochMs, endEpochMs, durationMs, longestHoleMs }]
 */
import type { RtpTrack } from '../phone/rtpTrack';
import { rmsOf, samplesIn } from './signal';
import { goertzelPower } from './tones';

export type ToneSegment = {
  /** When it began and ended on the wire. */
  readonly startEpochMs: number;
  readonly endEpochMs: number;
  /** How much of the tone was heard, its holes not counted. */
  readonly durationMs: number;
  /** Its longest hole, ms; 0 when it has none. */
  readonly longestHoleMs: number;
};

type Stretch = { readonly first: number; last: number; samples: number; hole: number };

const RATE_HZ = 8_000;
const WINDOW = 160;
const HOP = 40;
const SPLIT_MS = 40;
const SHORTEST_MS = 40;
const MIN_RMS = 150;
const MIN_SHARE = 0.5;

/**
 * Finds the stretches of a tone, oldest first, parted by more than `splitMs` of anything else
 * (default 40). Edges are exact to about 5 ms; stretches under 40 ms are left out.
 */
export function toneSegments(
  track: RtpTrack,
  frequencyHz: number,
  splitMs = SPLIT_MS,
): ToneSegment[] {
  const found: Stretch[] = [];
  for (let at = 0; at + WINDOW <= track.samples.length; at += HOP) {
    const window = track.samples.subarray(at, at + WINDOW);
    const rms = rmsOf(window);
    // A Hann window halves the amplitude: a sine of RMS r shows as r^2 / 8.
    const isTone =
      rms >= MIN_RMS &&
      (goertzelPower(window, frequencyHz, RATE_HZ) * 8) / (rms * rms) >= MIN_SHARE;
    if (!isTone) {
      continue;
    }
    const current = found.at(-1);
    if (current === undefined || at - current.last > samplesIn(splitMs, RATE_HZ)) {
      found.push({ first: at, last: at + WINDOW, samples: WINDOW, hole: 0 });
      continue;
    }
    const hole = Math.max(0, at - current.last);
    current.samples += at + WINDOW - current.last - hole;
    current.hole = Math.max(current.hole, hole);
    current.last = at + WINDOW;
  }
  return found
    .map(({ first, last, samples, hole }) => ({
      startEpochMs: track.epochMsAt(first),
      endEpochMs: track.epochMsAt(last - 1),
      durationMs: (samples * 1000) / RATE_HZ,
      longestHoleMs: (hole * 1000) / RATE_HZ,
    }))
    .filter(({ durationMs }) => durationMs >= SHORTEST_MS);
}
