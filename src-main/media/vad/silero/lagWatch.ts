/** Length of the window, s. */
const WINDOW_S = 5;

/** A model that is late in this many seconds on end is behind; one late answer is a hiccup. */
const BEHIND_AFTER_S = 2;

/** How late the model's answers to all calls were in the last seconds. Allocates nothing. */
export class LagWatch {
  readonly #lateMs: number;
  /** Longest lag of each second, ms; the present one first. */
  readonly #longestMs = new Float64Array(WINDOW_S + 1);
  #isBehind = false;

  /** @param lateMs An answer after this time is late. */
  constructor(lateMs: number) {
    this.#lateMs = lateMs;
  }

  /** Longest lag of the last seconds, ms. */
  get longestMs(): number {
    return this.#longestMs.reduce((longest, each) => Math.max(longest, each), 0);
  }

  /** Whether the model does not keep up, and has not done so again for some seconds. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** An answer came after this time. */
  note(lagMs: number): void {
    this.#longestMs[0] = Math.max(this.#longestMs[0] ?? 0, lagMs);
  }

  /** Called once a second. */
  nextSecond(): void {
    const newest = this.#longestMs.subarray(0, BEHIND_AFTER_S);
    this.#isBehind = this.#isBehind
      ? this.longestMs > this.#lateMs
      : newest.every((lagMs) => lagMs > this.#lateMs);
    this.#longestMs.copyWithin(1, 0);
    this.#longestMs[0] = 0;
  }

  /** Forgets the window: the model is gone or new. */
  reset(): void {
    this.#longestMs.fill(0);
    this.#isBehind = false;
  }
}
