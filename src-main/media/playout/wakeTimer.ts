/** One timer that is set again and again. It does not keep the process alive. */
export class WakeTimer {
  readonly #onDue: () => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(onDue: () => void) {
    this.#onDue = onDue;
  }

  /**
   * Calls back once after this time, ms, instead of the time set before; never when it is infinite.
   */
  set(dueMs: number): void {
    this.clear();
    if (Number.isFinite(dueMs)) {
      this.#timer = setTimeout(this.#onDue, dueMs).unref();
    }
  }

  clear(): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#timer = null;
    }
  }
}
