/** Softest level that a meter shows, dB below full scale. */
const FLOOR_DB = -54;

/**
 * How far a meter goes up for a frame of 16-bit PCM: 0 for silence to 1 for full scale, in equal
 * steps of loudness.
 */
export function frameLevel(frame: ArrayBuffer): number {
  const samples = new Int16Array(frame);
  let peak = 0;
  for (const sample of samples) {
    peak = Math.max(peak, Math.abs(sample));
  }
  const db = 20 * Math.log10(peak / 32_768);
  return Math.max(0, Math.min(1, 1 - db / FLOOR_DB));
}
