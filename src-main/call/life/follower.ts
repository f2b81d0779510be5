/**
 * Makes a state outside this program what it is wished to be: one command at a time, repeated until
 * it is known to have been carried out.
 */
import { backoffDelayMs } from '#main/util/backoff';
import { isOutcomeUnknown } from '#main/util/errors';
import { done, type Result } from '#main/util/result';
import { delay } from '#main/util/timeout';

/** Waits between repeated commands, ms. */
const RETRY = { firstMs: 250, maxMs: 5_000, factor: 2, jitter: 0.3 } as const;

/**
 * `unknown`: a command was sent, and nobody knows whether it was carried out; or something else has
 * changed the state.
 */
export type Actual<State> =
  { readonly is: 'known'; readonly state: State } | { readonly is: 'unknown' };

export type FollowerOptions<State> = {
  readonly actual: Actual<State>;
  /** Asks for this state. Fails as the other side answers. */
  readonly send: (state: State) => Promise<Result<void>>;
  readonly same: (one: State, other: State) => boolean;
  /** What is known of the state has changed. */
  readonly onActual?: (actual: Actual<State>) => void;
  /** Aborts when nothing is wished any more. */
  readonly over: AbortSignal;
};

/** Follows the wishes for one state. */
export class Follower<State> {
  readonly #options: FollowerOptions<State>;
  #actual: Actual<State>;
  #wish: State | null = null;
  #working: Promise<Result<void>> | null = null;
  /** Grows with `anew`: an answer from before tells nothing of the state. */
  #era = 0;

  constructor(options: FollowerOptions<State>) {
    this.#options = options;
    this.#actual = options.actual;
  }

  /**
   * Wishes for a state; the newest wish counts. Resolves once the newest wish is true, or fails as
   * the other side has refused to change a state that is known. What it cannot know it asks for
   * again, so this may take long.
   */
  want(wish: State): Promise<Result<void>> {
    this.#wish = wish;
    if (this.#working === null) {
      if (this.#isActual(wish)) {
        return Promise.resolve(done);
      }
      this.#working = this.#work();
    }
    return this.#working;
  }

  /** What was known of the state is so no more: the newest wish is sent again. */
  anew(): void {
    this.#era += 1;
    this.#know({ is: 'unknown' });
    if (this.#wish !== null) {
      void this.want(this.#wish);
    }
  }

  async #work(): Promise<Result<void>> {
    const { send, over } = this.#options;
    for (let attempt = 0; ;) {
      const wish = this.#wish;
      if (wish === null || this.#isActual(wish)) {
        return this.#rest(done);
      }
      const era = this.#era;
      const sent = await send(wish);
      if (era !== this.#era) {
        continue;
      }
      if (sent.ok) {
        attempt = 0;
        this.#know({ is: 'known', state: wish });
      } else if (this.#actual.is === 'known' && !isOutcomeUnknown(sent.error)) {
        if (this.#wish === wish) {
          return this.#rest(sent);
        }
      } else {
        // A refusal, too: it does not tell what the state is now.
        this.#know({ is: 'unknown' });
        await delay(backoffDelayMs(attempt, RETRY), over);
        attempt += 1;
        if (over.aborted) {
          return this.#rest(sent);
        }
      }
    }
  }

  /** Nothing is left to do. In the same step as that is found: a later wish needs new work. */
  #rest(result: Result<void>): Result<void> {
    this.#working = null;
    return result;
  }

  #isActual(wish: State): boolean {
    return this.#actual.is === 'known' && this.#options.same(this.#actual.state, wish);
  }

  #know(actual: Actual<State>): void {
    this.#actual = actual;
    this.#options.onActual?.(actual);
  }
}
