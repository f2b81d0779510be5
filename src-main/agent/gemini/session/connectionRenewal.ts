/** When a connection is to be replaced; all in ms since it was opened. */
export type RenewalTimes = {
  /** From then on it is replaced at the next quiet moment, asked for or not. */
  readonly renewAfterMs: number;
  /** Then it is replaced whatever goes on. */
  readonly renewLatestMs: number;
  /** How long before the announced end of a connection it is replaced at the latest. */
  readonly goAwayMarginMs: number;
};

/** What a renewal asks its owner for. */
export type RenewalHandlers = {
  /** A quiet moment will do from now on. */
  onDue(): void;
  /** It cannot wait any longer. */
  onDeadline(): void;
};

type RenewalState =
  | { readonly name: 'young'; readonly due: NodeJS.Timeout; readonly deadline: NodeJS.Timeout }
  | { readonly name: 'due' | 'announced'; readonly deadline: NodeJS.Timeout }
  | { readonly name: 'stopped' };

/** Longest time a Node timer can wait, ms; more would go off at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * The life of one connection. The service ends it after a time that differs by model (10 minutes as documented, 58 as seen) and
 * announces that with `goAway`, but not always (Gemini Live API, "Session management"): a connection is replaced before that, if
 * possible while nobody speaks.
 */
export class ConnectionRenewal {
  readonly #handlers: RenewalHandlers;
  readonly #marginMs: number;
  #state: RenewalState;

  constructor(times: RenewalTimes, handlers: RenewalHandlers) {
    this.#handlers = handlers;
    this.#marginMs = times.goAwayMarginMs;
    this.#state = {
      name: 'young',
      due: setTimeout(() => {
        this.hasten();
      }, times.renewAfterMs),
      deadline: this.#deadlineIn(times.renewLatestMs),
    };
  }

  /** A quiet moment is to be used. `announced`: the service will end the connection, so any handle is better than none. */
  get state(): RenewalState['name'] {
    return this.#state.name;
  }

  /** The service will end the connection; `timeLeftMs` is null when it did not say when. Counts once. */
  announce(timeLeftMs: number | null): void {
    const state = this.#state;
    if (state.name === 'stopped' || state.name === 'announced') {
      return;
    }
    this.stop();
    const deadline = this.#deadlineIn(rotationDelayMs(timeLeftMs, this.#marginMs));
    this.#state = { name: 'announced', deadline };
    this.#handlers.onDue();
  }

  /** Replace it at the next quiet moment. */
  hasten(): void {
    if (this.#state.name === 'young') {
      clearTimeout(this.#state.due);
      this.#state = { name: 'due', deadline: this.#state.deadline };
      this.#handlers.onDue();
    }
  }

  /** The connection is left. Idempotent. */
  stop(): void {
    if (this.#state.name === 'young') {
      clearTimeout(this.#state.due);
    }
    if (this.#state.name !== 'stopped') {
      clearTimeout(this.#state.deadline);
    }
    this.#state = { name: 'stopped' };
  }

  #deadlineIn(ms: number): NodeJS.Timeout {
    return setTimeout(
      () => {
        this.#handlers.onDeadline();
      },
      Math.min(ms, MAX_TIMER_MS),
    );
  }
}

/**
 * How long a connection may still be used after its end was announced, ms. A short notice is not used up by the margin: half
 * of it is left to the turn in progress. `timeLeftMs` is null when the service did not say.
 */
export function rotationDelayMs(timeLeftMs: number | null, marginMs: number): number {
  const leftMs = timeLeftMs ?? 2 * marginMs;
  return Math.min(MAX_TIMER_MS, Math.max(leftMs - marginMs, leftMs / 2));
}
