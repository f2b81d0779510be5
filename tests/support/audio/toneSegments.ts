/**
 * Every stretch of a tone in a recording, so that an answer of an agent can be timed and searched for holes.
 *
 *   toneSegments(heard, toneHzForVoice('Puck'))     // [{ startEpochMs, endEpochMs, durationMs }]
 */
import type { RtpTrack } from '../phone/rtpTrack';
import { goertzelPower } from './tones';
import { rmsOf } from './signal';

/** One stretch. `durationMs` is media time, the two others the time on the wire. */
export type ToneSegment = {
  readonly startEpochMs: number;
  readonly endEpochMs: number;
  readonly durationMs: number;
};

const RATE_HZ = 8_000;
const WINDOW = 160;
const HOP = 40;
/** Holes up to this long do not split a stretch, ms. */
const HOLE_MS = 40;
const MIN_RMS = 150;
const MIN_SHARE = 0.5;

/** Finds the stretches of a tone, oldest first; edges are exact to about 5 ms. Stretches under 40 ms are left out. */
export function toneSegments(track: RtpTrack, frequencyHz: number): ToneSegment[] {
  const found: { first: number; last: number }[] = [];
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
    if (current !== undefined && at - current.last <= (HOLE_MS * RATE_HZ) / 1000) {
      current.last = at + WINDOW;
    } else {
      found.push({ first: at, last: at + WINDOW });
    }
  }
  return found
    .map(({ first, last }) => ({
      startEpochMs: track.epochMsAt(first),
      endEpochMs: track.epochMsAt(last - 1),
      durationMs: ((last - first) * 1000) / RATE_HZ,
    }))
    .filter(({ durationMs }) => durationMs >= HOLE_MS);
}
