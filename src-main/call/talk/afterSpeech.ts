/**
 * Delays what would cut the agent's last words: the caller hears the goodbye before the line is cut
 * or they are sent on.
 */

/** A pause in the agent's speech may be this long, ms. */
const PAUSE_MS = 1_000;

/** Longest wait, ms: a goodbye is short. */
const LIMIT_MS = 12_000;

type Wait = {
  readonly end: () => void;
  readonly limit: NodeJS.Timeout;
  /** Ends the wait after a silence; null while the agent speaks. */
  silence: NodeJS.Timeout | null;
};

/** Waits for the agent to have finished speaking. */
export class AfterSpeech {
  readonly #waits = new Set<Wait>();
  #speaking = false;

  /** The agent is heard (true), or no longer. */
  agentHeard(speaking: boolean): void {
    this.#speaking = speaking;
    for (const wait of this.#waits) {
      clearTimeout(wait.silence ?? undefined);
      wait.silence = speaking ? null : setTimeout(wait.end, PAUSE_MS);
    }
  }

  /**
   * Resolves once the agent has been silent for 1 s, or after 12 s; never if `close` comes first.
   * `beginMs`: how long an agent that is silent now has to begin, ms.
   */
  wait(beginMs: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        this.#forget(wait);
        resolve();
      };
      const wait: Wait = {
        end,
        limit: setTimeout(end, LIMIT_MS),
        silence: this.#speaking ? null : setTimeout(end, beginMs),
      };
      this.#waits.add(wait);
    });
  }

  /** Idempotent. */
  close(): void {
    this.#waits.forEach((wait) => {
      this.#forget(wait);
    });
  }

  #forget(wait: Wait): void {
    clearTimeout(wait.limit);
    clearTimeout(wait.silence ?? undefined);
    this.#waits.delete(wait);
  }
}
