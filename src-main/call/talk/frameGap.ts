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
 * Notices when a caller's frames stop coming (silence suppression, a muted phone, lost packets,
 * hold) and asks for a silent frame for every 20 ms of the gap. Without them a detector would wait
 * for the end of speech for ever. Allocates nothing while frames come.
 */
export class FrameGap {
  /** Asks for one silent frame; `atMs` is the time at which it was due, monotonic ms. */
  readonly #fill: (atMs: number) => void;
  /** Whether a listener still needs silence after 2 s. */
  readonly #isWanted: () => boolean;
  #lastMs = 0;
  #filled = 0;
  #alarm: NodeJS.Timeout | null = null;
  #ticker: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(fill: (atMs: number) => void, isWanted: () => boolean) {
    this.#fill = fill;
    this.#isWanted = isWanted;
  }

  /** A frame came at this time, monotonic ms: ends a gap and waits for the next frame. */
  frameCame(nowMs: number): void {
    if (this.#closed) {
      return;
    }
    this.#lastMs = nowMs;
    if (this.#ticker !== null) {
      clearInterval(this.#ticker);
      this.#ticker = null;
    }
    if (this.#alarm === null) {
      this.#alarm = setTimeout(() => {
        this.#begin();
      }, GAP_MS);
      this.#alarm.unref();
    } else {
      this.#alarm.refresh();
    }
  }

  /** Stops watching. Idempotent. */
  close(): void {
    this.#closed = true;
    this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#alarm ?? undefined);
    clearInterval(this.#ticker ?? undefined);
    this.#alarm = null;
    this.#ticker = null;
  }

  #begin(): void {
    this.#filled = 0;
    this.#ticker = setInterval(() => {
      this.#afterSockets();
    }, FRAME_MS);
    this.#ticker.unref();
    this.#afterSockets();
  }

  /**
   * After a stall of this process the timers run before the sockets are read: frames that wait in a
   * socket are not a gap.
   */
  #afterSockets(): void {
    setImmediate(() => {
      if (this.#ticker !== null) {
        this.#fillUp(performance.now());
      }
    });
  }

  #fillUp(nowMs: number): void {
    // Silence is counted from 20 ms after the last frame, so waiting for GAP_MS delays no listener.
    const due = Math.floor((nowMs - this.#lastMs) / FRAME_MS);
    while (this.#filled < due) {
      if (this.#filled >= MAX_FILLED && !this.#isWanted()) {
        this.#stop();
        return;
      }
      this.#filled += 1;
      this.#fill(this.#lastMs + this.#filled * FRAME_MS);
      if (this.#closed) {
        return;
      }
    }
  }
}
