import { FRAME_MS } from '#model/audio';

/** Columns the picture stays behind the data at least: batches of 40 ms do not show as steps. */
const DELAY_COLUMNS = 3;

/** Distance at which it is quicker to jump than to catch up, columns (1 s). */
const JUMP_COLUMNS = 50;

/**
 * The column at the right edge of a live waveform. Levels come in batches; the playhead runs on the
 * frame clock and leans towards the newest column, so that the picture moves evenly.
 */
export class Playhead {
  #column = -1;

  /** Position as a column index, not whole. */
  get column(): number {
    return this.#column;
  }

  /**
   * Moves on.
   * @param head Index of the column that comes next.
   * @param elapsedMs Time since the last call.
   * @param barMs Time of one bar: the newest one is shown when all of it is known.
   */
  advance(head: number, elapsedMs: number, barMs = 0): number {
    const delay = Math.max(DELAY_COLUMNS, Math.ceil(barMs / FRAME_MS));
    const target = Math.max(0, head - delay);
    const distance = target - this.#column;
    if (this.#column < 0 || Math.abs(distance) > JUMP_COLUMNS) {
      this.#column = target;
    } else {
      const pace = 1 + Math.max(-0.5, Math.min(0.5, distance / 12));
      this.#column = Math.min(head, this.#column + (elapsedMs / FRAME_MS) * pace);
    }
    return this.#column;
  }
}
