/** Loudness of the softest sound that a meter shows, dB below full scale. */
const FLOOR_DB = -54;

/** How loud the loudest sample of a frame of 16-bit PCM is, for a meter: 0 to 1, in dB steps. */
export function frameLevel(frame: ArrayBuffer): number {
  let peak = 0;
  for (const sample of new Int16Array(frame)) {
    peak = Math.max(peak, Math.abs(sample));
  }
  const db = peak === 0 ? FLOOR_DB : 20 * Math.log10(peak / 32_768);
  return Math.max(0, 1 - db / FLOOR_DB);
}
