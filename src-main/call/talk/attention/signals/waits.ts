/** How long a late answer is still a matter of now, ms. */
const KEPT_MS = 60_000;

/**
 * How long the caller has to wait for the agent. A late answer counts until the next one has come:
 * an alert that were over with the first sound of it could be neither read nor clicked, and an
 * agent that is late each time would look well between two answers.
 */
export class Waits {
  #runningMs = 0;
  #last: { readonly ms: number; ageMs: number } | null = null;

  /** @param waits Whether the caller has waited all of the time that passed, ms. */
  add(waits: boolean, passedMs: number): void {
    if (waits) {
      this.#runningMs += passedMs;
    } else if (this.#runningMs > 0) {
      this.#last = { ms: this.#runningMs, ageMs: 0 };
      this.#runningMs = 0;
    }
    if (this.#last !== null) {
      this.#last.ageMs += passedMs;
      this.#last = this.#last.ageMs < KEPT_MS ? this.#last : null;
    }
  }

  /** How long the wait that goes on has lasted, ms; 0 while there is none. */
  get runningMs(): number {
    return this.#runningMs;
  }

  /** The longer one of the wait that goes on and the last one, ms. */
  get ms(): number {
    return Math.max(this.#runningMs, this.#last?.ms ?? 0);
  }
}
