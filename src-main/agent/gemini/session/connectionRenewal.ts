/** When a connection is replaced, ms. */
export type RenewalTimes = {
  /** Age from which it is replaced at the next quiet moment. */
  readonly renewAfterMs: number;
  /** Age at which it is replaced whatever goes on. */
  readonly renewLatestMs: number;
  /** Time before an announced end at which it is replaced at the latest. */
  readonly goAwayMarginMs: number;
  /**
   * A connection that lasted this long is no loss. A younger one is not replaced for its announced
   * end unless it must be: a service that greets every session so would be asked for ever.
   */
  readonly stableMs: number;
};

type RenewalHandlers = {
  /**
   * The connection should be replaced if this is a good moment. Returns whether it is; asked again
   * and again until then.
   */
  onDue(): boolean;
  /** The connection must be replaced now. */
  onDeadline(): void;
};

type RenewalState =
  | {
      readonly name: 'young' | 'warned';
      readonly due: NodeJS.Timeout;
      readonly deadline: NodeJS.Timeout;
    }
  | {
      readonly name: 'due' | 'announced';
      readonly deadline: NodeJS.Timeout;
      /** Looks for a good moment; null while `onDue` is asked, and after it has agreed. */
      look: NodeJS.Timeout | null;
    }
  | { readonly name: 'stopped' };

/** How often a connection that is due asks whether the moment is good, ms. */
const LOOK_MS = 100;

/** Longest delay of a Node timer, ms. A longer one would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Decides when one connection is replaced. The service ends a connection after 10 minutes as
 * documented, 58 as observed, depending on the model. It usually announces that with `goAway`
 * (Gemini Live API, "Session management"). A connection is replaced before that, if possible while
 * nobody speaks.
 */
export class ConnectionRenewal {
  readonly #handlers: RenewalHandlers;
  readonly #marginMs: number;
  /** performance.now() from which the connection is no longer young. */
  readonly #stableAtMs: number;
  #state: RenewalState;

  constructor(times: RenewalTimes, handlers: RenewalHandlers) {
    this.#handlers = handlers;
    this.#marginMs = times.goAwayMarginMs;
    this.#stableAtMs = performance.now() + times.stableMs;
    this.#state = {
      name: 'young',
      due: setTimeout(() => {
        this.hasten();
      }, times.renewAfterMs),
      deadline: this.#deadlineIn(times.renewLatestMs),
    };
  }

  /**
   * `due`: replace it at a quiet moment. `announced`: the service will end it, so replace it even
   * without a handle. `warned`: the same, but it is too young for that yet.
   */
  get state(): RenewalState['name'] {
    return this.#state.name;
  }

  /**
   * The service will end the connection in `timeLeftMs`; null when it did not say when. Only the
   * first call counts.
   */
  announce(timeLeftMs: number | null): void {
    const state = this.#state;
    if (state.name === 'stopped' || state.name === 'warned' || state.name === 'announced') {
      return;
    }
    this.stop();
    const leftMs = rotationDelayMs(timeLeftMs, this.#marginMs);
    const deadline = this.#deadlineIn(leftMs);
    const youngMs = this.#stableAtMs - performance.now();
    if (youngMs <= 0) {
      this.#awaitMoment('announced', deadline);
      return;
    }
    // Where it cannot get old enough, a quiet moment in the second half of its time is taken.
    const dueMs = youngMs < leftMs ? youngMs : leftMs / 2;
    const due = setTimeout(() => {
      this.#awaitMoment('announced', deadline);
    }, dueMs);
    this.#state = { name: 'warned', due, deadline };
  }

  /** Replace it at the next quiet moment. */
  hasten(): void {
    if (this.#state.name === 'young') {
      clearTimeout(this.#state.due);
      this.#awaitMoment('due', this.#state.deadline);
    }
  }

  /** The connection is no longer in use. Idempotent. */
  stop(): void {
    const state = this.#state;
    if (state.name !== 'stopped') {
      clearTimeout('due' in state ? state.due : (state.look ?? undefined));
      clearTimeout(state.deadline);
    }
    this.#state = { name: 'stopped' };
  }

  #awaitMoment(name: 'due' | 'announced', deadline: NodeJS.Timeout): void {
    const state = { name, deadline, look: null };
    this.#state = state;
    this.#look(state);
  }

  #look(state: Extract<RenewalState, { readonly name: 'due' | 'announced' }>): void {
    state.look = null;
    if (!this.#handlers.onDue() && this.#state === state) {
      state.look = setTimeout(() => {
        this.#look(state);
      }, LOOK_MS);
    }
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
 * How long a connection may still be used after its end was announced, ms: the time left minus the
 * margin, but at least half of the time left, so that a turn in progress can end. `timeLeftMs` is
 * null when the service did not say.
 */
export function rotationDelayMs(timeLeftMs: number | null, marginMs: number): number {
  const leftMs = timeLeftMs ?? 2 * marginMs;
  return Math.min(MAX_TIMER_MS, Math.max(leftMs - marginMs, leftMs / 2));
}
