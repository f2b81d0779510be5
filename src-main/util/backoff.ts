/** Shape of a retry schedule; all times in ms. */
export type BackoffOptions = {
  /** Delay before the first retry. */
  readonly firstMs: number;
  readonly maxMs: number;
  /** Growth from one delay to the next. */
  readonly factor: number;
  /** Share of the delay that is random, 0..1, so that clients do not all come back together. */
  readonly jitter: number;
};

/** Delay before retry number `attempt` (0 is the first), ms. Jitter makes it shorter. */
export function backoffDelayMs(
  attempt: number,
  options: BackoffOptions,
  random: () => number = Math.random,
): number {
  const full = Math.min(options.maxMs, options.firstMs * options.factor ** Math.min(attempt, 32));
  return Math.round(full * (1 - options.jitter * random()));
}
