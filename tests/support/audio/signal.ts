/** Test signals: tones, silence, noise; all are 16-bit mono samples. */

/** A sine tone. */
export type ToneOptions = {
  readonly frequencyHz: number;
  readonly durationMs: number;
  /** Default 8000. */
  readonly sampleRateHz?: number;
  /** Peak sample value, default 8000. */
  readonly amplitude?: number;
};

/** Number of samples in `durationMs`. */
export function samplesIn(durationMs: number, sampleRateHz: number): number {
  return Math.round((durationMs * sampleRateHz) / 1000);
}

/** Makes a sine tone that starts at phase 0. */
export function makeTone(options: ToneOptions): Int16Array {
  const { frequencyHz, durationMs, sampleRateHz = 8000, amplitude = 8000 } = options;
  const step = (2 * Math.PI * frequencyHz) / sampleRateHz;
  return Int16Array.from({ length: samplesIn(durationMs, sampleRateHz) }, (_, index) =>
    Math.round(amplitude * Math.sin(step * index)),
  );
}

export function makeSilence(durationMs: number, sampleRateHz = 8000): Int16Array {
  return new Int16Array(samplesIn(durationMs, sampleRateHz));
}

/** White noise with the given RMS, the same for the same seed. */
export function makeNoise(
  durationMs: number,
  rms: number,
  sampleRateHz = 8000,
  seed = 1,
): Int16Array {
  const half = rms * Math.sqrt(3);
  let state = seed >>> 0;
  return Int16Array.from({ length: samplesIn(durationMs, sampleRateHz) }, () => {
    // Numerical Recipes' linear congruential generator: repeatable, good enough for noise.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.round((state / 2 ** 31 - 1) * half);
  });
}

/** Joins pieces of audio. */
export function joinSamples(...pieces: readonly Int16Array[]): Int16Array {
  const joined = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** Adds two pieces sample by sample (as long as the longer one), saturating. */
export function mixSamples(first: Int16Array, second: Int16Array): Int16Array {
  return Int16Array.from({ length: Math.max(first.length, second.length) }, (_, index) =>
    Math.max(-32_768, Math.min(32_767, (first[index] ?? 0) + (second[index] ?? 0))),
  );
}

/** Root mean square of a piece; 0 for an empty one. */
export function rmsOf(samples: Int16Array): number {
  if (samples.length === 0) {
    return 0;
  }
  let sum = 0;
  for (const sample of samples) {
    sum += sample * sample;
  }
  return Math.sqrt(sum / samples.length);
}

/** RMS of each window of `windowMs` (default 20); the last, shorter window counts too. */
export function rmsEnvelope(samples: Int16Array, sampleRateHz = 8000, windowMs = 20): number[] {
  const size = samplesIn(windowMs, sampleRateHz);
  const envelope: number[] = [];
  for (let at = 0; at < samples.length; at += size) {
    envelope.push(rmsOf(samples.subarray(at, at + size)));
  }
  return envelope;
}

/** Index of the first sample whose magnitude exceeds `threshold` (default 500), or undefined. */
export function firstLoudSample(
  samples: Int16Array,
  threshold = 500,
  from = 0,
): number | undefined {
  const index = samples.findIndex((sample, at) => at >= from && Math.abs(sample) > threshold);
  return index < 0 ? undefined : index;
}

/** Index of the last sample whose magnitude exceeds `threshold` (default 500), or undefined. */
export function lastLoudSample(samples: Int16Array, threshold = 500): number | undefined {
  const index = samples.findLastIndex((sample) => Math.abs(sample) > threshold);
  return index < 0 ? undefined : index;
}
