import { FRAME_MS } from '#model/audio';

/**
 * Mean wait of a frame that comes to an empty queue for Asterisk's next 20 ms tick, ms: between 0 and 20
 * (Asterisk source, chan_websocket.c: one frame leaves the queue per timer tick).
 */
const TICK_WAIT_MS = 10;
/** A report that agrees with the clock within this is no news, frames. */
const TOLERANCE_FRAMES = 1.5;

/**
 * Where Asterisk's playout is, in frames since the beginning, from the monotonic clock: one frame per 20 ms from the moment its queue
 * got something, corrected by what Asterisk reports. Times are those of performance.now(), ms.
 */
export class PlayoutClock {
  /** Frame `#anchorFrame` begins to play at `#anchorMs`. */
  #anchorMs = 0;
  #anchorFrame = 0;
  #running = false;
  /** Since when playing is paused, ms; null while it is not. */
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

  /** Frames played at this moment, with the part of the current one; never more than were sent. */
  position(nowMs: number): number {
    if (!this.#running) {
      return this.#sent;
    }
    const played = this.#anchorFrame + Math.max(0, this.#time(nowMs) - this.#anchorMs) / FRAME_MS;
    return Math.min(this.#sent, played);
  }

  /** Frames in Asterisk's queue, the one that plays counted in part. */
  ahead(nowMs: number): number {
    return this.#sent - this.position(nowMs);
  }

  /**
   * When everything sent so far will have been played, ms; null when nothing was sent since the beginning or a restart, infinite while
   * playing is paused.
   */
  emptyAtMs(): number | null {
    if (!this.#running) {
      return null;
    }
    return this.paused
      ? Number.POSITIVE_INFINITY
      : this.#anchorMs + (this.#sent - this.#anchorFrame) * FRAME_MS;
  }

  /** A frame was handed over. */
  onSent(nowMs: number): void {
    if (this.position(nowMs) >= this.#sent) {
      this.#anchorFrame = this.#sent;
      this.#anchorMs = this.#time(nowMs) + TICK_WAIT_MS;
    }
    this.#running = true;
    this.#sent += 1;
  }

  /**
   * Asterisk reported that just now the frames below `index` had left its queue and no others. A report that cannot be is ignored.
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

  /** Nothing is queued any more, and the next frame to be sent is `index`. A pause goes on. */
  restartAt(index: number): void {
    this.#sent = index;
    this.#anchorFrame = index;
    this.#running = false;
  }

  /** The time that counts: it stands still in a pause. */
  #time(nowMs: number): number {
    return this.#pausedAtMs ?? nowMs;
  }
}
