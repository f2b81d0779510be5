/** Statistics of the round-trip times of one call, in whole ms. */

/** Longer times count as this, ms. */
const LONGEST_MS = 1_000;

/** Number of measurements and their quantiles, ms. */
export type RoundTripSummary = {
  readonly measured: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly longestMs: number;
};

/** A histogram of round-trip times with one bin for each ms: memory does not grow with the call. */
export class RoundTrip {
  readonly #counts = new Uint32Array(LONGEST_MS + 1);
  #measured = 0;

  add(ms: number): void {
    const at = Math.min(LONGEST_MS, Math.max(0, Math.round(ms)));
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    this.#measured += 1;
  }

  get summary(): RoundTripSummary | null {
    return this.#measured === 0
      ? null
      : {
          measured: this.#measured,
          medianMs: this.#quantile(0.5),
          p99Ms: this.#quantile(0.99),
          longestMs: this.#quantile(1),
        };
  }

  #quantile(share: number): number {
    const rank = Math.ceil(this.#measured * share);
    let seen = 0;
    return this.#counts.findIndex((count) => {
      seen += count;
      return seen >= rank;
    });
  }
}
