/** Test signals and measures for 16-bit audio. */

/** A repeatable stream of numbers in 0..1 (xorshift32). */
export function seededRandom(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
}

/** A sine of `amplitude` (share of full scale). */
export function sine(
  frequencyHz: number,
  sampleRateHz: number,
  samples: number,
  amplitude = 0.5,
): Int16Array {
  return Int16Array.from({ length: samples }, (_, i) =>
    Math.round(32_767 * amplitude * Math.sin((2 * Math.PI * frequencyHz * i) / sampleRateHz)),
  );
}

/** White noise of `amplitude` (share of full scale). */
export function noise(samples: number, seed: number, amplitude = 0.3): Int16Array {
  const random = seededRandom(seed);
  return Int16Array.from({ length: samples }, () =>
    Math.round(32_767 * amplitude * (2 * random() - 1)),
  );
}

/**
 * Fits a sine of the given frequency to the signal by least squares. `amplitude` is in sample
 * values, `snrDb` the fitted sine against everything else in the signal, `phase` in radians.
 */
export function fitSine(
  signal: Int16Array,
  frequencyHz: number,
  sampleRateHz: number,
): { amplitude: number; snrDb: number; phase: number } {
  const w = (2 * Math.PI * frequencyHz) / sampleRateHz;
  let ss = 0;
  let cc = 0;
  let sc = 0;
  let xs = 0;
  let xc = 0;
  signal.forEach((x, i) => {
    const s = Math.sin(w * i);
    const c = Math.cos(w * i);
    ss += s * s;
    cc += c * c;
    sc += s * c;
    xs += x * s;
    xc += x * c;
  });
  const det = ss * cc - sc * sc;
  const a = (xs * cc - xc * sc) / det;
  const b = (xc * ss - xs * sc) / det;
  let rest = 0;
  signal.forEach((x, i) => {
    rest += (x - a * Math.sin(w * i) - b * Math.cos(w * i)) ** 2;
  });
  const amplitude = Math.hypot(a, b);
  const power = (amplitude ** 2 / 2) * signal.length;
  return {
    amplitude,
    snrDb: 10 * Math.log10(power / Math.max(rest, 1e-9)),
    phase: Math.atan2(b, a),
  };
}

/** Root mean square in sample values. */
export function rms(signal: Int16Array): number {
  return Math.sqrt(signal.reduce((sum, x) => sum + x * x, 0) / signal.length);
}

export function decibels(ratio: number): number {
  return 20 * Math.log10(Math.max(ratio, 1e-12));
}
