import { type BackoffOptions, backoffDelayMs } from '#main/util/backoff';
import type { StuckReason } from '../../voiceAgent';

/** Losses in a row from which the handle is not trusted any more. */
const HANDLE_SUSPECT = 3;

/** Losses in a row after which nothing more is tried. */
const HOPELESS = 6;

/** Sessions given up for not answering that count together come within this time, ms. */
const STUCK_MEMORY_MS = 120_000;

/** So many of them: the handle is not trusted any more; nothing more is tried. */
const STUCK_SUSPECT = 2;
const STUCK_HOPELESS = 4;

/** `atMs`: performance.now(). */
type Stuck = { readonly atMs: number; readonly reason: StuckReason };

/**
 * Counts sessions that are lost soon after they began. Each of them was opened without trouble, so the limits on opening do not
 * see them; without a limit of its own such a service would be reconnected to for ever.
 */
export class LossCounter {
  readonly #stableMs: number;
  readonly #backoff: BackoffOptions;
  #inARow = 0;
  /** Sessions given up for not answering. */
  #stuck: readonly Stuck[] = [];

  /** @param stableMs A session that lasted this long was a good one. */
  constructor(stableMs: number, backoff: BackoffOptions) {
    this.#stableMs = stableMs;
    this.#backoff = backoff;
  }

  /** A session was lost after this time. */
  note(lastedMs: number): void {
    this.#inARow = lastedMs < this.#stableMs ? this.#inARow + 1 : 0;
  }

  /** A session was given up because it did not answer, however long it lasted. */
  noteStuck(reason: StuckReason): void {
    this.#stuck = [...this.#recentlyStuck, { atMs: performance.now(), reason }];
  }

  /**
   * Audio came: where no answer had come, there was nothing to answer (noise that was taken for the caller), and a service that was
   * mute has found its voice. Only silence may come as audio, too.
   */
  noteAnswer(): void {
    if (this.#stuck.length > 0) {
      this.#stuck = this.#stuck.filter(({ reason }) => reason === 'soundless');
    }
  }

  /** The handle may be what makes the sessions break. */
  get handleSuspect(): boolean {
    return this.#inARow >= HANDLE_SUSPECT || this.#recentlyStuck.length >= STUCK_SUSPECT;
  }

  /** It is time to give up. */
  get hopeless(): boolean {
    return this.#inARow >= HOPELESS || this.#recentlyStuck.length >= STUCK_HOPELESS;
  }

  /** Wait before the next session, ms: none for the first loss, then more and more. */
  get delayMs(): number {
    return this.#inARow <= 1 ? 0 : backoffDelayMs(this.#inARow - 2, this.#backoff);
  }

  get #recentlyStuck(): readonly Stuck[] {
    const nowMs = performance.now();
    return this.#stuck.filter(({ atMs }) => nowMs - atMs < STUCK_MEMORY_MS);
  }
}
