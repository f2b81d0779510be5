/**
 * Which tone is heard, and from when to when.
 *
 *   dominantFrequencyHz(window, 8000)            // 440.2, or undefined for silence
 *   dominantFrequencies(samples, 8000)           // one value for each 20 ms
 *   toneSpan(samples, 8000, 440)                 // { first, last } sample index, to about 2 ms
 */
import { rmsOf, samplesIn } from './signal';

/** First and last sample of a tone. */
export type ToneSpan = { readonly first: number; readonly last: number };

const LOWEST_HZ = 100;
const SCAN_STEP_HZ = 12.5;
const SILENCE_RMS = 40;

/** Power of one frequency in a Hann-windowed piece, by Goertzel's recurrence; arbitrary unit. */
export function goertzelPower(
  window: Int16Array,
  frequencyHz: number,
  sampleRateHz: number,
): number {
  const size = window.length;
  const coefficient = 2 * Math.cos((2 * Math.PI * frequencyHz) / sampleRateHz);
  let last = 0;
  let beforeLast = 0;
  for (let index = 0; index < size; index += 1) {
    const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * (index + 0.5)) / size);
    const next = hann * (window[index] ?? 0) + coefficient * last - beforeLast;
    beforeLast = last;
    last = next;
  }
  return (last * last + beforeLast * beforeLast - coefficient * last * beforeLast) / (size * size);
}

/**
 * Strongest frequency of a piece between 100 Hz and just below half the sample rate; undefined when
 * it is silent.
 */
export function dominantFrequencyHz(window: Int16Array, sampleRateHz = 8000): number | undefined {
  if (rmsOf(window) < SILENCE_RMS) {
    return undefined;
  }
  let best = LOWEST_HZ;
  let bestPower = -1;
  for (
    let frequency = LOWEST_HZ;
    frequency < sampleRateHz / 2 - SCAN_STEP_HZ;
    frequency += SCAN_STEP_HZ
  ) {
    const power = goertzelPower(window, frequency, sampleRateHz);
    if (power > bestPower) {
      bestPower = power;
      best = frequency;
    }
  }
  // The logarithm of a Hann main lobe is close to a parabola: its top lies between the scanned
  // points.
  const left = Math.log(goertzelPower(window, best - SCAN_STEP_HZ, sampleRateHz) + 1e-9);
  const right = Math.log(goertzelPower(window, best + SCAN_STEP_HZ, sampleRateHz) + 1e-9);
  const curve = left - 2 * Math.log(bestPower + 1e-9) + right;
  return curve >= 0 ? best : best + (SCAN_STEP_HZ * (left - right)) / (2 * curve);
}

/** Strongest frequency of each whole window of `windowMs` (default 20). */
export function dominantFrequencies(
  samples: Int16Array,
  sampleRateHz = 8000,
  windowMs = 20,
): (number | undefined)[] {
  const size = samplesIn(windowMs, sampleRateHz);
  const found: (number | undefined)[] = [];
  for (let at = 0; at + size <= samples.length; at += size) {
    found.push(dominantFrequencyHz(samples.subarray(at, at + size), sampleRateHz));
  }
  return found;
}

export type ToneSpanOptions = {
  /** RMS the tone must have, default 150. */
  readonly minRms?: number;
  /** Share of the window's power that must be at the frequency, 0 to 1, default 0.5. */
  readonly minShare?: number;
  /** First sample to look at, default 0. */
  readonly from?: number;
};

const SPAN_WINDOW_MS = 20;
const SPAN_HOP_MS = 5;

/**
 * First and last sample of a tone, or undefined when it is never there. 20 ms windows find the tone
 * by its frequency, then the edge is the sample where the magnitude passes half the tone's RMS.
 */
export function toneSpan(
  samples: Int16Array,
  sampleRateHz: number,
  frequencyHz: number,
  options: ToneSpanOptions = {},
): ToneSpan | undefined {
  const { minRms = 150, minShare = 0.5, from = 0 } = options;
  const size = samplesIn(SPAN_WINDOW_MS, sampleRateHz);
  const hop = samplesIn(SPAN_HOP_MS, sampleRateHz);
  let firstWindow: number | undefined;
  let lastWindow = 0;
  for (let at = from; at + size <= samples.length; at += hop) {
    const window = samples.subarray(at, at + size);
    const rms = rmsOf(window);
    if (rms < minRms || toneShare(window, frequencyHz, sampleRateHz, rms) < minShare) {
      continue;
    }
    firstWindow ??= at;
    lastWindow = at;
  }
  if (firstWindow === undefined) {
    return undefined;
  }
  const edge = rmsOf(samples.subarray(firstWindow, firstWindow + size)) / 2;
  return {
    first: firstAbove(samples, Math.max(from, firstWindow - hop), edge),
    last: lastAbove(samples, Math.min(samples.length, lastWindow + size + hop) - 1, edge),
  };
}

/** Share of the window's power that lies at the frequency; a pure tone gives about 1. */
function toneShare(
  window: Int16Array,
  frequencyHz: number,
  sampleRateHz: number,
  rms: number,
): number {
  // A Hann window halves the amplitude: a sine of RMS r shows as r^2 / 8 in goertzelPower.
  return (goertzelPower(window, frequencyHz, sampleRateHz) * 8) / (rms * rms);
}

function firstAbove(samples: Int16Array, from: number, edge: number): number {
  let at = from;
  while (at < samples.length - 1 && Math.abs(samples[at] ?? 0) <= edge) {
    at += 1;
  }
  return at;
}

function lastAbove(samples: Int16Array, from: number, edge: number): number {
  let at = from;
  while (at > 0 && Math.abs(samples[at] ?? 0) <= edge) {
    at -= 1;
  }
  return at;
}
