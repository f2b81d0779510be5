/** Watches that the agent does not think for ever: a service that says nothing leaves no other trace. */

/** Longest wait for an answer, ms. A model that thinks long answers well within it. */
const ANSWER_LIMIT_MS = 8_000;

/** What the watch tells. */
export interface AnswerWatchHandlers {
  /** No answer came within so many seconds. */
  onOverdue(seconds: number): void;
  /** The agent, or the caller again, speaks after an answer was overdue. */
  onOver(): void;
}

/** The wait for each answer of one call. */
export class AnswerWatch {
  readonly #handlers: AnswerWatchHandlers;
  #state: 'idle' | { readonly limit: NodeJS.Timeout } | 'overdue' = 'idle';

  constructor(handlers: AnswerWatchHandlers) {
    this.#handlers = handlers;
  }

  /** An answer is waited for (true), or no longer. */
  waiting(waiting: boolean): void {
    this.#stop();
    if (!waiting) {
      return;
    }
    const limit = setTimeout(() => {
      this.#state = 'overdue';
      this.#handlers.onOverdue(ANSWER_LIMIT_MS / 1_000);
    }, ANSWER_LIMIT_MS);
    this.#state = { limit };
  }

  /** Somebody speaks. */
  somebodySpeaks(): void {
    if (this.#state === 'overdue') {
      this.#state = 'idle';
      this.#handlers.onOver();
    }
  }

  /** Idempotent. */
  close(): void {
    this.#stop();
    this.#state = 'idle';
  }

  #stop(): void {
    if (typeof this.#state === 'object') {
      clearTimeout(this.#state.limit);
      this.#state = 'idle';
    }
  }
}
