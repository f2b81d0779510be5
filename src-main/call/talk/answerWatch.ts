/** Notices an agent that thinks for ever: a service that says nothing gives no other sign. */

export interface AnswerWatchHandlers {
  /** Longest wait for an answer, ms (WATCHDOG_AGENT_SILENT); 0: no limit. */
  limitMs(): number;
  /** No answer came in time. The watch waits once more. */
  onOverdue(limitMs: number): void;
  /** No answer came in the second period either. The watch gives up. */
  onGivenUp(): void;
  /** Agent or caller speaks after an answer was overdue. */
  onOver(): void;
}

type State =
  | { readonly phase: 'idle' }
  | { readonly phase: 'waiting'; readonly limit: NodeJS.Timeout }
  /** `limit` is null while no answer can come, because the agent reconnects. */
  | { readonly phase: 'overdue'; readonly limit: NodeJS.Timeout | null };

/** The wait for each answer of one call. */
export class AnswerWatch {
  readonly #handlers: AnswerWatchHandlers;
  #state: State = { phase: 'idle' };

  constructor(handlers: AnswerWatchHandlers) {
    this.#handlers = handlers;
  }

  /** The caller waits for an answer (true), or does not, or cannot now. */
  waiting(waiting: boolean): void {
    const wasOverdue = this.#state.phase === 'overdue';
    this.#stop();
    const limitMs = this.#handlers.limitMs();
    if (wasOverdue) {
      this.#state = { phase: 'overdue', limit: waiting ? this.#secondLimit(limitMs) : null };
    } else if (waiting && limitMs > 0) {
      const limit = setTimeout(() => {
        this.#state = { phase: 'overdue', limit: this.#secondLimit(limitMs) };
        this.#handlers.onOverdue(limitMs);
      }, limitMs);
      this.#state = { phase: 'waiting', limit };
    }
  }

  /** Somebody speaks. */
  somebodySpeaks(): void {
    if (this.#state.phase === 'overdue') {
      this.#stop();
      this.#handlers.onOver();
    }
  }

  /** Idempotent. */
  close(): void {
    this.#stop();
  }

  #secondLimit(limitMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#state = { phase: 'overdue', limit: null };
      this.#handlers.onGivenUp();
    }, limitMs);
  }

  #stop(): void {
    if (this.#state.phase !== 'idle') {
      clearTimeout(this.#state.limit ?? undefined);
      this.#state = { phase: 'idle' };
    }
  }
}
