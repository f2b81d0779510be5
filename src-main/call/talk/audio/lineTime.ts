import { ColumnAxis } from '#main/media/clock/columnAxis';
import type { FrameClock } from '#main/media/clock/frameClock';
import { FrameGap } from './frameGap';

/** What the time of a line asks for. No handler may throw or block. */
type LineTimeHandlers = {
  /** The next column has no frame of the caller. `atMs`: the end of its 20 ms, monotonic ms. */
  readonly onSilentColumn: (atMs: number) => void;
  /** Those who wait for the end of speech get 20 ms of silence, due at this time, monotonic ms. */
  readonly onSilence: (atMs: number) => void;
  /** Whether they still need silence after 2 s. */
  readonly isSilenceWanted: () => boolean;
};

/**
 * The time of one line. It has a column every 20 ms, from its start until it is closed: with a
 * frame of the caller, at once when that comes, or without one, by the clock of all calls, when the
 * caller's frames have stopped. Allocates nothing while frames come.
 */
export class LineTime {
  readonly #clock: FrameClock;
  readonly #handlers: LineTimeHandlers;
  readonly #gap: FrameGap;
  /** Null before the start and after the end. */
  #axis: ColumnAxis | null = null;
  #stopClock = (): void => undefined;
  /** A look that waits until the sockets have been read. */
  #look: NodeJS.Immediate | null = null;

  constructor(clock: FrameClock, handlers: LineTimeHandlers) {
    this.#clock = clock;
    this.#handlers = handlers;
    this.#gap = new FrameGap(handlers.onSilence, handlers.isSilenceWanted);
  }

  /** The line's time begins. Idempotent. */
  start(): void {
    if (this.#axis === null) {
      this.#axis = new ColumnAxis(performance.now());
      this.#stopClock = this.#clock.everyFrame(this.#tick);
    }
  }

  /** A frame of the caller came at this time, monotonic ms; `columnFor` follows. */
  frameCame(nowMs: number): void {
    this.#gap.frameCame(nowMs);
  }

  /**
   * Time of the column for the frame that has just come. Null: its time is filled already, because
   * it came in a burst after a gap.
   */
  columnFor(nowMs: number): number | null {
    const axis = this.#axis;
    if (axis?.staysLate(nowMs) === true) {
      this.#fillColumns(nowMs);
    }
    return axis?.hasRoom(nowMs) === true ? axis.take() : null;
  }

  /** Fills the columns of a gap until this moment. */
  catchUp(): void {
    const nowMs = performance.now();
    if (this.#axis?.isLate(nowMs) === true) {
      this.#fillColumns(nowMs);
    }
  }

  /** Nobody waits for the end of speech any more; the columns go on. Idempotent. */
  stopListening(): void {
    this.#gap.close();
  }

  /** Fills the last columns and ends the line's time. Idempotent. */
  close(): void {
    this.#gap.close();
    this.catchUp();
    this.#axis = null;
    this.#stopClock();
    clearImmediate(this.#look ?? undefined);
  }

  /**
   * After a stall of this process the timers run before the sockets are read: frames that wait in a
   * socket are not a gap.
   */
  readonly #tick = (nowMs: number): void => {
    if (this.#look === null && this.#gap.isOpen(nowMs)) {
      this.#look = setImmediate(this.#afterSockets);
    }
  };

  readonly #afterSockets = (): void => {
    this.#look = null;
    const nowMs = performance.now();
    if (this.#gap.isOpen(nowMs)) {
      this.#gap.fillUp(nowMs);
      this.#fillColumns(nowMs);
    }
  };

  #fillColumns(nowMs: number): void {
    const axis = this.#axis;
    if (axis === null) {
      return;
    }
    for (let due = axis.due(nowMs); due > 0; due -= 1) {
      this.#handlers.onSilentColumn(axis.take());
    }
  }
}
