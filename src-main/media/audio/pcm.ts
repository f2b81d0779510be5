/**
 * 16-bit little-endian PCM in Buffers. A buffer from a socket may begin at an odd address, where an
 * Int16Array view throws; these functions read bytes, so they take any buffer. Except for
 * `toSamples`, they allocate nothing.
 */

/** Largest absolute value of a sample. */
export const FULL_SCALE = 32_768;

/**
 * Copies whole samples of `source` into `target`, beginning at `targetOffset` (in samples); returns
 * how many. Samples that do not fit, and an odd last byte, are left out.
 */
export function copySamples(source: Buffer, target: Int16Array, targetOffset = 0): number {
  const samples = Math.min(source.length >> 1, target.length - targetOffset);
  for (let i = 0; i < samples; i += 1) {
    target[targetOffset + i] = sampleAt(source, 2 * i);
  }
  return Math.max(0, samples);
}

/**
 * The samples as an Int16Array: a view where the address allows it, else a copy. An odd last byte
 * is left out.
 */
export function toSamples(source: Buffer): Int16Array {
  const samples = source.length >> 1;
  if (source.byteOffset % 2 === 0) {
    return new Int16Array(source.buffer, source.byteOffset, samples);
  }
  const copy = new Int16Array(samples);
  copySamples(source, copy);
  return copy;
}

/** The sample that begins at byte `at`. */
export function sampleAt(pcm: Buffer, at: number): number {
  return (((pcm[at] ?? 0) | ((pcm[at + 1] ?? 0) << 8)) << 16) >> 16;
}
