/**
 * The wait for the agent's next sound. A service that says nothing gives no other sign of its
 * trouble.
 */

/** An agent that says that it thinks has this many times as long. */
const PONDERING_TIMES = 3;

/** How the wait stands. `given-up`: no remedy is left until somebody speaks. */
type Stage = 'in-time' | 'overdue' | 'given-up';

/** The wait for the answers of one call. All times are monotonic ms. */
export class AnswerWait {
  /** Longest wait, ms (WATCHDOG_AGENT_SILENT); 0: no limit. */
  readonly #setLimitMs: () => number;
  #stage: Stage = 'in-time';
  #sinceMs: number | null = null;
  #times = 1;

  constructor(limitMs: () => number) {
    this.#setLimitMs = limitMs;
  }

  /** Longest wait for what is waited for now, ms; 0: no limit. */
  get limitMs(): number {
    return this.#setLimitMs() * this.#times;
  }

  /** When something is to be done about it; null: nothing is waited for. */
  get dueMs(): number | null {
    const { limitMs } = this;
    const mayAct = this.#stage !== 'given-up' && limitMs > 0;
    return mayAct && this.#sinceMs !== null ? this.#sinceMs + limitMs : null;
  }

  /** The caller waits for the agent, or does not, or no answer can come now. */
  waits(kind: 'no' | 'answer' | 'pondering', nowMs: number): void {
    this.#times = kind === 'pondering' ? PONDERING_TIMES : 1;
    this.#sinceMs = kind === 'no' ? null : (this.#sinceMs ?? nowMs);
  }

  /** Another attempt begins: the wait begins anew. */
  restart(nowMs: number): void {
    this.#sinceMs = this.#sinceMs === null ? null : nowMs;
  }

  /** The next step in a wait that is over its limit. The wait then begins once more. */
  late(nowMs: number): Exclude<Stage, 'in-time'> {
    this.#stage = this.#stage === 'in-time' ? 'overdue' : 'given-up';
    this.#sinceMs = nowMs;
    return this.#stage;
  }

  /** Somebody speaks. Returns whether an answer was overdue. */
  end(): boolean {
    const wasLate = this.#stage !== 'in-time';
    this.#stage = 'in-time';
    this.#sinceMs = null;
    return wasLate;
  }
}
