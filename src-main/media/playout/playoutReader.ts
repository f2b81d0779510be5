/**
 * How far the reader may be behind the playhead, frames: when the caller's frames stall and then
 * come in a burst, no frame is skipped. For longer than LATE_MS it may not be behind by more than
 * SLACK_FRAMES.
 */
const MAX_LAG_FRAMES = 25;
const LATE_MS = 500;
const SLACK_FRAMES = 2;

/** Frames to be kept behind the playhead for the reader. */
export const READER_HISTORY_FRAMES = MAX_LAG_FRAMES + 2;

/**
 * Chooses the heard frame that belongs to each column of the line: one after the other, although
 * columns jitter with the caller's frames.
 */
export class PlayoutReader {
  /** Index of the frame given last. */
  #last: number | null = null;
  /** Since when the reader has been late; null when it is not. */
  #lateSinceMs: number | null = null;

  /**
   * Index of the frame that is heard now, or null for silence. `sent`: the first index that was not
   * sent.
   */
  next(playhead: number, sent: number, nowMs: number): number | null {
    let next = this.#last === null ? playhead : this.#last + 1;
    if (this.#hasSlipped(playhead - next, nowMs)) {
      next = playhead;
    }
    this.#last = next < sent ? next : null;
    return this.#last;
  }

  /** Begins anew at the playhead. */
  reset(): void {
    this.#last = null;
    this.#lateSinceMs = null;
  }

  /** Whether the reader is too far from the playhead, or has been late for too long. */
  #hasSlipped(lagFrames: number, nowMs: number): boolean {
    if (lagFrames < -SLACK_FRAMES || lagFrames > MAX_LAG_FRAMES) {
      this.#lateSinceMs = null;
      return true;
    }
    if (lagFrames <= SLACK_FRAMES) {
      this.#lateSinceMs = null;
      return false;
    }
    this.#lateSinceMs ??= nowMs;
    return nowMs - this.#lateSinceMs > LATE_MS;
  }
}
