/** Puts off what would cut the agent's last words: a goodbye is heard before the line is cut or the caller is sent on. */

/** Time the agent is given to begin, or to go on after a pause, ms. */
const PAUSE_MS = 1_000;

/** Longest wait in all, ms: a goodbye is no speech. */
const LIMIT_MS = 12_000;

type Wait = {
  readonly resolve: () => void;
  readonly limit: NodeJS.Timeout;
};

/** Waits for the agent to have finished speaking. */
export class AfterSpeech {
  #speaking = false;
  #waits: readonly Wait[] = [];
  #pause: NodeJS.Timeout | null = null;

  /** The agent is heard (true), or no longer. */
  agentHeard(speaking: boolean): void {
    this.#speaking = speaking;
    this.#armPause();
  }

  /** Resolves once the agent has been silent for a moment, or after 12 s; never when it is closed before. */
  wait(): Promise<void> {
    return new Promise((resolve) => {
      const limit = setTimeout(() => {
        this.#waits = this.#waits.filter((other) => other !== wait);
        resolve();
      }, LIMIT_MS);
      const wait = { resolve, limit };
      this.#waits = [...this.#waits, wait];
      this.#armPause();
    });
  }

  /** Idempotent. */
  close(): void {
    this.#stop();
    this.#take();
  }

  #armPause(): void {
    this.#stop();
    if (!this.#speaking && this.#waits.length > 0) {
      this.#pause = setTimeout(() => {
        for (const { resolve } of this.#take()) {
          resolve();
        }
      }, PAUSE_MS);
    }
  }

  #take(): readonly Wait[] {
    const waits = this.#waits;
    this.#waits = [];
    for (const { limit } of waits) {
      clearTimeout(limit);
    }
    return waits;
  }

  #stop(): void {
    clearTimeout(this.#pause ?? undefined);
    this.#pause = null;
  }
}
