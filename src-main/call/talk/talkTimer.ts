/** A part of a talk that something is due in. It has no timer of its own. */
export interface Timed {
  /** When `tick` is to be called, monotonic ms; null: not at all. */
  readonly dueMs: number | null;
  tick(nowMs: number): void;
}

/** The one timer of a talk: calls each part when it is due. */
export class TalkTimer {
  #parts: readonly Timed[] = [];
  #timer: NodeJS.Timeout | null = null;
  #armedMs: number | null = null;
  #closed = false;

  /** Calls this part from now on. */
  add(...parts: readonly Timed[]): void {
    this.#parts = [...this.#parts, ...parts];
    this.rearm();
  }

  /** To be called whenever a part may be due at another time. */
  rearm(): void {
    const dueMs = this.#closed ? null : this.#nextMs();
    if (dueMs === this.#armedMs) {
      return;
    }
    clearTimeout(this.#timer ?? undefined);
    this.#armedMs = dueMs;
    this.#timer = dueMs === null ? null : this.#arm(dueMs);
  }

  /** Idempotent. */
  close(): void {
    this.#closed = true;
    this.rearm();
  }

  #nextMs(): number | null {
    let nextMs: number | null = null;
    for (const { dueMs } of this.#parts) {
      nextMs = nextMs === null || (dueMs !== null && dueMs < nextMs) ? dueMs : nextMs;
    }
    return nextMs;
  }

  #arm(dueMs: number): NodeJS.Timeout {
    // A timer of 0.9 ms would come too early, as one of 0 ms.
    const waitMs = Math.max(0, Math.ceil(dueMs - performance.now()));
    return setTimeout(() => {
      this.#armedMs = null;
      this.#fire(performance.now());
      this.rearm();
    }, waitMs);
  }

  #fire(nowMs: number): void {
    for (const part of this.#parts) {
      if (!this.#closed && part.dueMs !== null && part.dueMs <= nowMs) {
        part.tick(nowMs);
      }
    }
  }
}
