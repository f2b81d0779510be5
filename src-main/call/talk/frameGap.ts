import { FRAME_MS } from '#model/audio';

/**
 * Without a frame for this long the line counts as silent, ms. What is shorter is jitter: the
 * frames still come, all at once, and silence put in before them would tear a word apart.
 */
const GAP_MS = 200;

/**
 * Silence put in at most, frames (2 s): by then everybody has noticed that the caller says nothing.
 */
const MAX_FILLED = 2_000 / FRAME_MS;

/**
 * Notices when a caller's frames stop coming (silence suppression, a muted phone, lost packets,
 * hold) and asks for a silent frame for every 20 ms of the gap: who listens for the end of speech
 * would wait for it for ever. Allocates nothing while frames come.
 */
export class FrameGap {
  /** Given the time at which the frame was due, monotonic ms. */
  readonly #fill: (atMs: number) => void;
  /** Somebody still waits for silence after those 2 s. */
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

  /** A frame came at this time, monotonic ms: a gap ends, the wait for the next one begins. */
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

  /** Ends it. Idempotent. */
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
   * After a stall of this process the timers run before the sockets are read: frames that lie there
   * are no gap.
   */
  #afterSockets(): void {
    setImmediate(() => {
      if (this.#ticker !== null) {
        this.#fillUp(performance.now());
      }
    });
  }

  #fillUp(nowMs: number): void {
    // The next frame was due 20 ms after the last one: who waits for silence loses nothing by our
    // patience.
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
