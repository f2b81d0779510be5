import { LEVEL_COLUMN_BYTES } from '#model/levels';

/**
 * Columns a ring holds: 81.92 s of 20 ms columns, more than the longest span that is shown live. A
 * power of two.
 */
export const RING_COLUMNS = 4096;

const MASK = RING_COLUMNS - 1;

/**
 * The newest columns of one call, in typed arrays that the canvases read directly. A column keeps
 * its index since the start of the call, so whoever draws can follow without copying.
 */
export class LevelRing {
  readonly #caller = new Uint8Array(RING_COLUMNS);
  readonly #agent = new Uint8Array(RING_COLUMNS);
  readonly #flags = new Uint8Array(RING_COLUMNS);
  #head = 0;
  #start = 0;

  /** Index of the column that comes next; everything before it was written or was silence. */
  get head(): number {
    return this.#head;
  }

  /** Index of the oldest column that can be read. */
  get tail(): number {
    return Math.max(this.#start, this.#head - RING_COLUMNS);
  }

  /** Peak of the caller in a column, 0..255; 0 where nothing is known. */
  callerAt(column: number): number {
    return this.#holds(column) ? (this.#caller[column & MASK] ?? 0) : 0;
  }

  /** Peak of the agent in a column, 0..255; 0 where nothing is known. */
  agentAt(column: number): number {
    return this.#holds(column) ? (this.#agent[column & MASK] ?? 0) : 0;
  }

  /** Flags of a column (see FLAGS); 0 where nothing is known. */
  flagsAt(column: number): number {
    return this.#holds(column) ? (this.#flags[column & MASK] ?? 0) : 0;
  }

  /**
   * Takes over `count` columns that begin at `offset` in `bytes`. A gap before `firstColumn` reads
   * as silence; columns that are known already are replaced, and what would lie behind the tail is
   * dropped.
   */
  write(firstColumn: number, bytes: Uint8Array, offset: number, count: number): void {
    const end = firstColumn + count;
    this.#openUpTo(firstColumn, end);
    const first = Math.max(firstColumn, this.#head - RING_COLUMNS);
    for (let column = first; column < end; column += 1) {
      const at = offset + (column - firstColumn) * LEVEL_COLUMN_BYTES;
      const slot = column & MASK;
      this.#caller[slot] = bytes[at] ?? 0;
      this.#agent[slot] = bytes[at + 1] ?? 0;
      this.#flags[slot] = bytes[at + 2] ?? 0;
    }
  }

  #holds(column: number): boolean {
    return column >= this.tail && column < this.#head;
  }

  #openUpTo(firstColumn: number, end: number): void {
    if (end <= this.#head) {
      return;
    }
    if (this.#head === 0 || firstColumn - this.#head >= RING_COLUMNS) {
      this.#start = firstColumn;
    } else {
      for (let column = this.#head; column < firstColumn; column += 1) {
        const slot = column & MASK;
        this.#caller[slot] = 0;
        this.#agent[slot] = 0;
        this.#flags[slot] = 0;
      }
    }
    this.#head = end;
  }
}
