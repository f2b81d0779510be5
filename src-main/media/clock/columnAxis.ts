import { FRAME_MS } from '#model/audio';

/**
 * How far the columns may be ahead of the clock, ms, when frames come a little early or in a burst.
 */
const MOST_AHEAD_MS = 40;

/**
 * Columns that are late by this are jitter for a while: the frames of a stalled connection come all
 * at once, and each belongs to a column of its own. Columns that stay late for STAYS_LATE_MS will
 * not be caught up by frames: the sender left some out, or its clock is slow.
 */
const LATE_MS = 40;
const STAYS_LATE_MS = 1_000;

/** More than this is never filled column by column (a suspended computer): the axis jumps, ms. */
const LONGEST_FILL_MS = 2_000;

/**
 * The time axis of one call's line: a column for each 20 ms, with a frame of the caller or without
 * one. Frames come with jitter, in bursts and by a clock that is not ours; the columns follow the
 * monotonic clock, by two frames at most. Times are monotonic, ms; a column's time is the end of
 * its 20 ms.
 */
export class ColumnAxis {
  #nextMs: number;
  #lateSinceMs: number | null = null;

  /** The axis begins at this moment. */
  constructor(startMs: number) {
    this.#nextMs = startMs + FRAME_MS;
  }

  /** Whether a frame that comes now has a column; otherwise its time is filled already. */
  hasRoom(nowMs: number): boolean {
    return this.#nextMs - nowMs <= MOST_AHEAD_MS;
  }

  /** Whether more columns are due than by the usual jitter. */
  isLate(nowMs: number): boolean {
    return nowMs - this.#nextMs >= LATE_MS;
  }

  /** Whether columns are due that no frame will fill. To be asked at every frame. */
  staysLate(nowMs: number): boolean {
    if (!this.isLate(nowMs)) {
      this.#lateSinceMs = null;
      return false;
    }
    this.#lateSinceMs ??= nowMs;
    return nowMs - this.#lateSinceMs > STAYS_LATE_MS;
  }

  /** Number of columns that are due at this moment. Jumps when they are too many to be filled. */
  due(nowMs: number): number {
    const columns = Math.floor((nowMs - this.#nextMs) / FRAME_MS) + 1;
    if (columns * FRAME_MS <= LONGEST_FILL_MS) {
      return Math.max(0, columns);
    }
    this.#nextMs += (columns - 1) * FRAME_MS;
    return 1;
  }

  /** Takes the next column. Returns its time. */
  take(): number {
    const atMs = this.#nextMs;
    this.#nextMs += FRAME_MS;
    return atMs;
  }
}
