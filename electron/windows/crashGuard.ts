/** Crashes within this time count together, ms. */
const WINDOW_MS = 60_000;

/** Reloads within that time. A page that crashes more often stays down; the calls go on. */
const MAX_RELOADS = 5;

/** Decides whether a page that crashed is loaded again. */
export class CrashGuard {
  readonly #now: () => number;
  #crashes: number[] = [];

  /** @param now Clock, ms. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Counts a crash; true when the page may be loaded again. */
  mayReload(): boolean {
    const now = this.#now();
    this.#crashes = [...this.#crashes.filter((time) => now - time < WINDOW_MS), now];
    return this.#crashes.length <= MAX_RELOADS;
  }
}
