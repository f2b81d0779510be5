/** Wrong PINs in a row after which the next try has to wait. */
const FREE_TRIES = 5;

/** The first wait, ms. It doubles with each further wrong PIN. */
const FIRST_WAIT_MS = 30_000;

/** The longest wait, ms. */
const LONGEST_WAIT_MS = 900_000;

type Tries = { readonly wrong: number; readonly lastMs: number };

/**
 * Limits how often somebody may guess a PIN. Kept in memory: who can start the program again can
 * read its files as well.
 */
export class PinAttempts {
  readonly #nowMs: () => number;
  readonly #tries = new Map<string, Tries>();

  /** @param nowMs A clock that only goes forward. */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** How long a try for this operator has to wait, ms; 0 when it may be made. */
  waitMs(name: string): number {
    const tries = this.#tries.get(name);
    if (tries === undefined || tries.wrong < FREE_TRIES) {
      return 0;
    }
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries.wrong - FREE_TRIES));
    return Math.max(0, tries.lastMs + waitMs - this.#nowMs());
  }

  /**
   * Counts a try. To be called before the PIN is checked: tries that are made at the same time then
   * count as well.
   */
  begin(name: string): void {
    const wrong = (this.#tries.get(name)?.wrong ?? 0) + 1;
    this.#tries.set(name, { wrong, lastMs: this.#nowMs() });
  }

  /** The PIN was right: what was wrong before no longer counts. */
  succeeded(name: string): void {
    this.#tries.delete(name);
  }
}
