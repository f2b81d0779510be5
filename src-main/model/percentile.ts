/**
 * The value that a share (0 to 1) of the values does not exceed, by nearest rank: one that did
 * occur. They are sorted from small to large. Null when there is none.
 */
export function percentile(sorted: ArrayLike<number>, share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
