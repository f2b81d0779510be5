import { FRAME_MS } from '#model/audio';

/**
 * Mean time that a frame in an empty queue waits for Asterisk's next tick, ms. A frame waits 0 to
 * 20 ms (Asterisk source, chan_websocket.c: one frame leaves the queue at each tick of a 20 ms
 * timer).
 */
const TICK_WAIT_MS = 10;
/** A report that differs from the clock by no more than this is ignored, frames. */
const TOLERANCE_FRAMES = 1.5;

/**
 * The position of Asterisk's playout, in frames since the beginning, by the monotonic clock: one
 * frame per 20 ms since its queue got the first one, corrected by Asterisk's reports. Times are
 * those of performance.now(), ms.
 */
export class PlayoutClock {
  /** Time at which frame `#anchorFrame` begins to play. */
  #anchorMs = 0;
  #anchorFrame = 0;
  #running = false;
  /** When playing was paused, ms; null while it is not. */
  #pausedAtMs: number | null = null;
  /** Frames handed to Asterisk. */
  #sent = 0;

  /** Index of the next frame to be sent. */
  get sent(): number {
    return this.#sent;
  }

  get paused(): boolean {
    return this.#pausedAtMs !== null;
  }

  /** Playing stands still until `resume`. */
  pause(nowMs: number): void {
    this.#pausedAtMs ??= nowMs;
  }

  /** Playing goes on where it stood. */
  resume(nowMs: number): void {
    if (this.#pausedAtMs !== null) {
      this.#anchorMs += nowMs - this.#pausedAtMs;
      this.#pausedAtMs = null;
    }
  }

  /**
   * Frames played at this moment, with a fraction for the current one; never more than were sent.
   */
  position(nowMs: number): number {
    if (!this.#running) {
      return this.#sent;
    }
    const played = this.#anchorFrame + Math.max(0, this.#time(nowMs) - this.#anchorMs) / FRAME_MS;
    return Math.min(this.#sent, played);
  }

  /** Frames in Asterisk's queue, with a fraction for the current one. */
  ahead(nowMs: number): number {
    return this.#sent - this.position(nowMs);
  }

  /**
   * When everything sent so far will have been played, ms; null when nothing was sent since the
   * beginning or a restart, infinite while playing is paused.
   */
  emptyAtMs(): number | null {
    if (!this.#running) {
      return null;
    }
    return this.paused
      ? Number.POSITIVE_INFINITY
      : this.#anchorMs + (this.#sent - this.#anchorFrame) * FRAME_MS;
  }

  /** A frame was handed to Asterisk. */
  onSent(nowMs: number): void {
    if (this.position(nowMs) >= this.#sent) {
      this.#anchorFrame = this.#sent;
      this.#anchorMs = this.#time(nowMs) + TICK_WAIT_MS;
    }
    this.#running = true;
    this.#sent += 1;
  }

  /**
   * Asterisk reports that at this moment exactly the frames below `index` have left its queue. An
   * impossible report is ignored.
   */
  onReport(index: number, nowMs: number): void {
    if (
      index >= 0 &&
      index <= this.#sent &&
      Math.abs(this.position(nowMs) - index) > TOLERANCE_FRAMES
    ) {
      this.#anchorFrame = index;
      this.#anchorMs = this.#time(nowMs);
    }
  }

  /** Asterisk's queue is empty, and the next frame to be sent is `index`. A pause goes on. */
  restartAt(index: number): void {
    this.#sent = index;
    this.#anchorFrame = index;
    this.#running = false;
  }

  /** This moment, or the beginning of the pause: the playout stands still in a pause. */
  #time(nowMs: number): number {
    return this.#pausedAtMs ?? nowMs;
  }
}
