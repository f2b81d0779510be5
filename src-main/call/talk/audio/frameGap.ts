import { FRAME_MS } from '#model/audio';

/**
 * Without a frame for this long the line counts as silent, ms. A shorter gap is jitter: its frames
 * still come, all at once, and inserted silence would tear a word apart.
 */
const GAP_MS = 200;

/**
 * Most silent frames that are inserted (2 s): by then every listener has noticed that the caller
 * says nothing.
 */
const MAX_FILLED = 2_000 / FRAME_MS;

/**
 * Knows when a caller's frames have stopped coming (silence suppression, a muted phone, lost
 * packets, hold), and fills the gap for those who wait for the end of speech: a silent frame for
 * every 20 ms. Allocates nothing.
 */
export class FrameGap {
  /** Takes one silent frame; `atMs` is the time at which it was due, monotonic ms. */
  readonly #fill: (atMs: number) => void;
  /** Whether a listener still needs silence after 2 s. */
  readonly #isWanted: () => boolean;
  #lastMs = Number.NEGATIVE_INFINITY;
  /** Silent frames in this gap; infinite when it needs no more: also before the first frame. */
  #filled = Number.POSITIVE_INFINITY;
  #closed = false;

  constructor(fill: (atMs: number) => void, isWanted: () => boolean) {
    this.#fill = fill;
    this.#isWanted = isWanted;
  }

  /** A frame came at this time, monotonic ms: ends a gap. */
  frameCame(nowMs: number): void {
    this.#lastMs = nowMs;
    this.#filled = 0;
  }

  /** Whether frames have stopped coming, or none has come yet. */
  isOpen(nowMs: number): boolean {
    return nowMs - this.#lastMs >= GAP_MS;
  }

  /**
   * Inserts the silence that is due, 2 s at once at most. It is counted from 20 ms after the last
   * frame, so waiting for GAP_MS delays no listener.
   */
  fillUp(nowMs: number): void {
    const gap = Math.floor((nowMs - this.#lastMs) / FRAME_MS);
    const due = Math.min(gap, this.#filled + MAX_FILLED);
    while (!this.#closed && this.#filled < due) {
      if (this.#filled >= MAX_FILLED && !this.#isWanted()) {
        this.#filled = Number.POSITIVE_INFINITY;
        return;
      }
      this.#filled += 1;
      this.#fill(this.#lastMs + this.#filled * FRAME_MS);
    }
  }

  /** Inserts no more silence. Idempotent. */
  close(): void {
    this.#closed = true;
  }
}
