import { FRAME_MS } from '#model/audio';
import { LEVEL_COLUMN_BYTES, LEVEL_FLAGS } from '#model/levels';
import { LevelHistory } from './levelHistory';
import { FULL_SCALE } from './pcm';

/** Columns kept for a reader that does not fetch them (5 s). */
const CAPACITY = 256;
/**
 * Without a frame for longer than this, ms, silent columns are added: the time axis must not stand
 * still. A line whose caller sends nothing adds its own columns, after 200 ms.
 */
const STALL_MS = 260;
/**
 * Most columns ahead of the clock, by jitter. Later ones are merged, or the axis would run ahead
 * for good.
 */
const MAX_LEAD = 3;

/**
 * Levels of one call, a column each 20 ms, until the window fetches them (see model/levels.ts).
 * Column n stands for the 20 ms that begin n x 20 ms after the first column; times are those of
 * performance.now(), ms. Allocates nothing after construction, but for its history.
 */
export class LevelMeter {
  /** All columns so far, more coarsely. */
  readonly history = new LevelHistory();
  readonly #ring = new Uint8Array(CAPACITY * LEVEL_COLUMN_BYTES);
  /** Number of columns so far, and index of the first one that was not fetched. */
  #end = 0;
  #fetched = 0;
  /** Time of column 0; null before the first frame. */
  #startMs: number | null = null;

  /** Time of column 0; null before the first frame. */
  get startMs(): number | null {
    return this.#startMs;
  }

  /**
   * Index of the next column to be fetched. Columns that were not fetched within 5 s are skipped.
   */
  get firstColumn(): number {
    return this.#fetched;
  }

  /** Adds the levels of 20 ms: sample peaks 0..32768 of caller and agent, and LEVEL_FLAGS. */
  addColumn(
    callerPeak: number,
    agentPeak: number,
    flags: number,
    nowMs: number = performance.now(),
  ): void {
    this.#startMs ??= nowMs;
    this.#fillTo(nowMs);
    const caller = toByte(callerPeak);
    const agent = toByte(agentPeak);
    if (this.#end > this.#due(nowMs) + MAX_LEAD) {
      this.#merge(caller, agent, flags);
    } else {
      this.#push(caller, agent, flags);
    }
  }

  /** Number of columns to be fetched now. Adds silent ones when no frames come. */
  pending(nowMs: number): number {
    this.#fillTo(nowMs);
    return this.#end - this.#fetched;
  }

  /**
   * Writes every column that was not fetched to `target`, beginning at byte `offset`; returns their
   * number.
   */
  drainInto(target: Uint8Array, offset: number): number {
    const columns = this.#end - this.#fetched;
    let at = offset;
    for (; this.#fetched < this.#end; this.#fetched += 1) {
      const from = (this.#fetched % CAPACITY) * LEVEL_COLUMN_BYTES;
      for (let i = 0; i < LEVEL_COLUMN_BYTES; i += 1) {
        target[at + i] = this.#ring[from + i] ?? 0;
      }
      at += LEVEL_COLUMN_BYTES;
    }
    return columns;
  }

  /**
   * How loud the caller's speech was from this column on, as far as it is still kept: the sum of
   * the squares of its peaks (0..255), over how many columns. `end`: where to read on.
   */
  callerSpeech(from: number): {
    readonly end: number;
    readonly power: number;
    readonly columns: number;
  } {
    let power = 0;
    let columns = 0;
    for (let index = Math.max(from, this.#end - CAPACITY); index < this.#end; index += 1) {
      const at = (index % CAPACITY) * LEVEL_COLUMN_BYTES;
      if (((this.#ring[at + 2] ?? 0) & LEVEL_FLAGS.callerSpeaking) !== 0) {
        power += (this.#ring[at] ?? 0) ** 2;
        columns += 1;
      }
    }
    return { end: this.#end, power, columns };
  }

  /** Number of columns there should be before the column of this moment. */
  #due(nowMs: number): number {
    return this.#startMs === null ? 0 : Math.floor((nowMs - this.#startMs) / FRAME_MS);
  }

  #fillTo(nowMs: number): void {
    const due = this.#due(nowMs);
    if ((due - this.#end) * FRAME_MS < STALL_MS) {
      return;
    }
    if (due - this.#end > CAPACITY) {
      // Older ones would only be overwritten.
      this.#end = due - CAPACITY;
      this.#fetched = this.#end;
    }
    while (this.#end < due) {
      this.#push(0, 0, 0);
    }
  }

  #push(caller: number, agent: number, flags: number): void {
    const at = (this.#end % CAPACITY) * LEVEL_COLUMN_BYTES;
    this.#ring[at] = caller;
    this.#ring[at + 1] = agent;
    this.#ring[at + 2] = flags;
    this.history.add(this.#end, caller, agent, flags);
    this.#end += 1;
    this.#fetched = Math.max(this.#fetched, this.#end - CAPACITY);
  }

  /** Adds to the newest column. When the window has fetched it already, it does not show this. */
  #merge(caller: number, agent: number, flags: number): void {
    const at = ((this.#end - 1) % CAPACITY) * LEVEL_COLUMN_BYTES;
    this.#ring[at] = Math.max(this.#ring[at] ?? 0, caller);
    this.#ring[at + 1] = Math.max(this.#ring[at + 1] ?? 0, agent);
    this.#ring[at + 2] = (this.#ring[at + 2] ?? 0) | flags;
    this.history.add(this.#end - 1, caller, agent, flags);
  }
}

function toByte(peak: number): number {
  return Math.min(255, Math.ceil((peak * 255) / FULL_SCALE));
}
