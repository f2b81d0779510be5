/**
 * Waits before the attempts to reconnect during the call, ms: the first attempt is made at once.
 */
const RETRY_WAITS_MS = [0, 250, 750, 2_000, 4_000] as const;

/**
 * After `most` losses within `withinMs` the connection is given up: it would break again and again.
 */
const LOSSES = { most: 5, withinMs: 10_000 } as const;

/** The losses of one audio connection. */
export class MediaLosses {
  /** performance.now() of the newest ones. */
  #atMs: readonly number[] = [];

  /**
   * Counts a loss. Returns the waits before the attempts to reconnect, ms; none after too many
   * losses.
   */
  count(): readonly number[] {
    const nowMs = performance.now();
    const recent = this.#atMs.filter((atMs) => nowMs - atMs < LOSSES.withinMs);
    this.#atMs = [...recent, nowMs];
    return recent.length < LOSSES.most ? RETRY_WAITS_MS : [];
  }
}
