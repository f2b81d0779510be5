import type { BackoffOptions } from '../util/backoff';
import { backoffDelayMs } from '../util/backoff';

/** Losses in a row from which the handle is not trusted any more. */
const HANDLE_SUSPECT = 3;

/** Losses in a row after which nothing more is tried. */
const HOPELESS = 6;

/**
 * Counts sessions that are lost soon after they began. Each of them was opened without trouble, so the limits on opening do not
 * see them; without a limit of its own such a service would be reconnected to for ever.
 */
export class LossCounter {
  readonly #stableMs: number;
  readonly #backoff: BackoffOptions;
  #inARow = 0;

  /** @param stableMs A session that lasted this long was a good one. */
  constructor(stableMs: number, backoff: BackoffOptions) {
    this.#stableMs = stableMs;
    this.#backoff = backoff;
  }

  /** A session was lost after this time. */
  note(lastedMs: number): void {
    this.#inARow = lastedMs < this.#stableMs ? this.#inARow + 1 : 0;
  }

  /** The handle may be what makes the sessions break. */
  get handleSuspect(): boolean {
    return this.#inARow >= HANDLE_SUSPECT;
  }

  /** It is time to give up. */
  get hopeless(): boolean {
    return this.#inARow >= HOPELESS;
  }

  /** Wait before the next session, ms: none for the first loss, then more and more. */
  get delayMs(): number {
    return this.#inARow <= 1 ? 0 : backoffDelayMs(this.#inARow - 2, this.#backoff);
  }
}
