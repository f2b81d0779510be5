import { backoffDelayMs, type BackoffOptions } from '#main/util/backoff';
import type { StuckReason } from '../../voiceAgent';

/** Losses in a row after which the handle is no longer trusted. */
const HANDLE_SUSPECT = 3;

/** Losses in a row after which nothing more is tried. */
const HOPELESS = 6;

/** Only sessions that got stuck within this time count together, ms. */
const STUCK_MEMORY_MS = 120_000;

/**
 * Stuck sessions after which the handle is no longer trusted, and after which nothing more is
 * tried.
 */
const STUCK_SUSPECT = 2;
const STUCK_HOPELESS = 4;

/** `atMs`: performance.now(). */
type Stuck = { readonly atMs: number; readonly reason: StuckReason };

/**
 * Counts sessions that are lost soon after they began, or get stuck. Each of them was opened
 * without trouble, so the limits on opening do not apply; without these limits Cordboard would
 * reconnect to such a service for ever.
 */
export class LossCounter {
  readonly #stableMs: number;
  readonly #backoff: BackoffOptions;
  #inARow = 0;
  #stuck: readonly Stuck[] = [];

  /** @param stableMs A session that lasted this long does not count. */
  constructor(stableMs: number, backoff: BackoffOptions) {
    this.#stableMs = stableMs;
    this.#backoff = backoff;
  }

  /** A session was lost after this time. */
  note(lastedMs: number): void {
    this.#inARow = lastedMs < this.#stableMs ? this.#inARow + 1 : 0;
  }

  /** A session was given up as stuck, however long it lasted. */
  noteStuck(reason: StuckReason): void {
    this.#stuck = [...this.#recentlyStuck, { atMs: performance.now(), reason }];
  }

  /**
   * Audio came. It clears `no-answer` (the earlier silence was right: noise was taken for speech)
   * and `mute`, but not `soundless`, because silence comes as audio, too.
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

  /** Nothing more should be tried. */
  get hopeless(): boolean {
    return this.#inARow >= HOPELESS || this.#recentlyStuck.length >= STUCK_HOPELESS;
  }

  /** Wait before the next session, ms: 0 after the first loss, then growing. */
  get delayMs(): number {
    return this.#inARow <= 1 ? 0 : backoffDelayMs(this.#inARow - 2, this.#backoff);
  }

  get #recentlyStuck(): readonly Stuck[] {
    const nowMs = performance.now();
    return this.#stuck.filter(({ atMs }) => nowMs - atMs < STUCK_MEMORY_MS);
  }
}
