import { FRAME_MS } from '#model/audio';
import { LEVEL_COLUMN_BYTES } from '#model/levels';
import { FULL_SCALE } from './pcm';

/** Columns kept for a reader that does not come (5 s). */
const CAPACITY = 256;
/** With no frame for longer than this, ms, silent columns are put in: the time axis must not stand still. */
const STALL_MS = 60;
/** Columns that may be ahead of the clock by jitter; what is beyond is merged, or the axis would run ahead for good. */
const MAX_LEAD = 3;

/**
 * Levels of one call, a column each 20 ms, until the window fetches them (see model/levels.ts). Column n stands for the time from n x 20 ms
 * after the first one on; times are those of performance.now(), ms. Allocates nothing after construction.
 */
export class LevelMeter {
  readonly #ring = new Uint8Array(CAPACITY * LEVEL_COLUMN_BYTES);
  /** Columns made so far, and the first one that was not fetched. */
  #end = 0;
  #fetched = 0;
  /** Time of column 0; null before the first. */
  #startMs: number | null = null;

  /** Index of the next column to be fetched; what was not fetched within 5 s is skipped. */
  get firstColumn(): number {
    return this.#fetched;
  }

  /** Adds what was said and heard in 20 ms: sample peaks 0..32768 and LEVEL_FLAGS. */
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

  /** Columns to be fetched at this time. Puts in silent ones when frames have stopped coming. */
  pending(nowMs: number): number {
    this.#fillTo(nowMs);
    return this.#end - this.#fetched;
  }

  /** Writes every column not yet fetched to `target` from byte `offset` on; returns the number of columns. */
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

  /** Number of columns that should exist before the one of this moment. */
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
    this.#end += 1;
    this.#fetched = Math.max(this.#fetched, this.#end - CAPACITY);
  }

  /** Adds to the latest column; one that was fetched already stays as it was shown. */
  #merge(caller: number, agent: number, flags: number): void {
    const at = ((this.#end - 1) % CAPACITY) * LEVEL_COLUMN_BYTES;
    this.#ring[at] = Math.max(this.#ring[at] ?? 0, caller);
    this.#ring[at + 1] = Math.max(this.#ring[at + 1] ?? 0, agent);
    this.#ring[at + 2] = (this.#ring[at + 2] ?? 0) | flags;
  }
}

function toByte(peak: number): number {
  return Math.min(255, Math.ceil((peak * 255) / FULL_SCALE));
}
