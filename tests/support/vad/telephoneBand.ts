/** Rate of a telephone line, Hz. */
export const LINE_RATE_HZ = 8_000;

/**
 * What a telephone lets through of a sound of 8 kHz, 300 to 3400 Hz: second-order Butterworth
 * passes at the edges, twice each.
 */
export function telephoneBand(samples: Float32Array): Float32Array {
  return [300, 300, 3_400, 3_400].reduce(
    (input, cutHz, stage) => filtered(input, cutHz, stage < 2),
    samples,
  );
}

/** R. Bristow-Johnson's biquad, Q 0.707. */
function filtered(input: Float32Array, cutHz: number, isHighPass: boolean): Float32Array {
  const omega = (2 * Math.PI * cutHz) / LINE_RATE_HZ;
  const alpha = Math.sin(omega) / Math.SQRT2;
  const cosine = Math.cos(omega);
  const edge = isHighPass ? (1 + cosine) / 2 : (1 - cosine) / 2;
  const middle = isHighPass ? -2 * edge : 2 * edge;
  const norm = 1 + alpha;
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return input.map((x) => {
    const y = (edge * x + middle * x1 + edge * x2 + 2 * cosine * y1 - (1 - alpha) * y2) / norm;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    return y;
  });
}
