/**
 * Delays what would cut the agent's last words: the caller hears the goodbye before the line is cut
 * or they are sent on.
 */
import type { Timed } from './talkTimer';

/** An agent that is asked to speak begins within this time, ms. */
export const ANSWER_MS = 6_000;

/** A pause in the agent's speech may be this long, ms. */
const PAUSE_MS = 1_000;

/** Longest wait for a goodbye, ms: it is short. */
const GOODBYE_MS = 12_000;

type Wait = {
  readonly end: () => void;
  readonly limitMs: number;
  /** The wait ends after a silence up to this time; null while the agent speaks. */
  silentMs: number | null;
};

/** Waits for the agent to have finished speaking. Times are monotonic ms. */
export class AfterSpeech implements Timed {
  /** A deadline has changed. */
  readonly #onChange: () => void;
  #waits: readonly Wait[] = [];
  #speaking = false;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get dueMs(): number | null {
    return this.#waits.length === 0 ? null : Math.min(...this.#waits.map(endOf));
  }

  tick(nowMs: number): void {
    const over = this.#waits.filter((wait) => endOf(wait) <= nowMs);
    this.#waits = this.#waits.filter((wait) => !over.includes(wait));
    for (const { end } of over) {
      end();
    }
  }

  /** The agent is heard (true), or is not; said again, it changes nothing. */
  agentHeard(speaking: boolean): void {
    if (speaking === this.#speaking) {
      return;
    }
    this.#speaking = speaking;
    for (const wait of this.#waits) {
      wait.silentMs = speaking ? null : performance.now() + PAUSE_MS;
    }
    this.#onChange();
  }

  /**
   * Resolves once the agent has been silent for 1 s, or after `limitMs`; never if `close` comes
   * first. `beginMs`: how long an agent that is silent now has to begin, ms.
   */
  wait(beginMs: number, limitMs = GOODBYE_MS): Promise<void> {
    return new Promise((resolve) => {
      const nowMs = performance.now();
      const silentMs = this.#speaking ? null : nowMs + beginMs;
      this.#waits = [...this.#waits, { end: resolve, limitMs: nowMs + limitMs, silentMs }];
      this.#onChange();
    });
  }

  /** Idempotent. */
  close(): void {
    this.#waits = [];
  }
}

function endOf({ limitMs, silentMs }: Wait): number {
  return Math.min(limitMs, silentMs ?? limitMs);
}
