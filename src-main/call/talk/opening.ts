import type { Floor } from './floor';
import type { Timed } from './talkTimer';

export type OpeningOptions = {
  readonly floor: Floor;
  /** Whom we call speaks first: how long the agent waits for that, ms; 0: it opens at once. */
  readonly waitMs: number;
  /** What the agent is told to open with; empty: nothing. */
  readonly prompt: () => string;
};

/**
 * Has the agent open the call, once: when the caller can hear it, and does not speak already. Who
 * speaks gets an answer instead. Times are monotonic ms.
 */
export class Opening implements Timed {
  readonly #options: OpeningOptions;
  /** `asked`: the agent was told to open, and nothing of it has come. */
  #phase: 'due' | 'asked' | 'over' = 'due';
  #dueMs: number | null = null;

  constructor(options: OpeningOptions) {
    this.#options = options;
  }

  get dueMs(): number | null {
    return this.#dueMs;
  }

  /** Whether the caller, who is on the line, waits for the agent to open the call. */
  get isAwaited(): boolean {
    const { floor, waitMs, prompt } = this.#options;
    if (!floor.callerNeedsAgent || !floor.audio.isConnected) {
      return false;
    }
    return this.#phase === 'due' ? waitMs === 0 && prompt() !== '' : this.#phase === 'asked';
  }

  tick(nowMs: number): void {
    const { floor, prompt } = this.#options;
    this.end();
    const text = prompt();
    if (text !== '' && floor.turns.facts.exchange.stage === 'over') {
      this.#phase = 'asked';
      floor.turns.prompt({ as: 'text', text }, nowMs);
    }
  }

  /** Caller or agent may have become able to hear the other. */
  connectionsChanged(nowMs: number): void {
    const { floor, waitMs } = this.#options;
    const together = floor.audio.isConnected && floor.turns.facts.linkReady;
    if (this.#phase !== 'due' || !together) {
      return;
    }
    this.#dueMs ??= nowMs + waitMs;
    if (waitMs === 0) {
      this.tick(nowMs);
    }
  }

  /** Nothing is to be opened any more: the agent speaks. Idempotent. */
  end(): void {
    this.#phase = 'over';
    this.#dueMs = null;
  }
}
