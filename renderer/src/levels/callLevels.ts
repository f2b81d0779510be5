import { FRAME_MS } from '#model/audio';
import { LEVEL_FLAGS } from '#model/levels';
import { type CallTimeline, TIMELINE_BUCKET_BYTES, TIMELINE_BUCKET_MS } from '#model/timeline';
import type { LevelRing } from './levelRing';

/** Levels of a stretch of a call. One object is filled again and again: this is read per frame. */
export type Stretch = {
  /** Loudest peaks, 0..255. */
  caller: number;
  agent: number;
  /** All flags of the stretch (LEVEL_FLAGS). */
  flags: number;
  /** Nothing is known of this time: before the first sound, or too old. */
  known: boolean;
};

export const NO_STRETCH: Readonly<Stretch> = { caller: 0, agent: 0, flags: 0, known: false };

/**
 * The levels of a call on its time axis, ms since the call reached Cordboard: the newest from the
 * stream, column by column, all before from the call's time line, which is coarser.
 */
export class CallLevels {
  readonly #ring: LevelRing;
  /** When column 0 and bucket 0 began. */
  #fromMs = 0;
  #buckets = new Uint8Array(0);
  #bucketCount = 0;
  #reading = 0;

  constructor(ring: LevelRing) {
    this.#ring = ring;
  }

  /** Buckets that are known; the last one may have grown since. */
  get bucketCount(): number {
    return this.#bucketCount;
  }

  /**
   * Changes when the time line has been read from its beginning, so that what is drawn already is
   * not all that is known: a call on hold has no new column that would have it drawn again.
   */
  get reading(): number {
    return this.#reading;
  }

  /** When the first sound was. */
  get fromMs(): number {
    return this.#fromMs;
  }

  /** The end of what is known. */
  get endMs(): number {
    return (
      this.#fromMs + Math.max(this.#ring.head * FRAME_MS, this.#bucketCount * TIMELINE_BUCKET_MS)
    );
  }

  /**
   * Index of the column that comes next, in the stream or, until that has begun, in the time line:
   * its last bucket need not be whole.
   */
  get head(): number {
    const columns = ((this.#bucketCount - 1) * TIMELINE_BUCKET_MS) / FRAME_MS;
    return Math.max(this.#ring.head, columns);
  }

  /** The time at which a column begins, which need not be whole. */
  timeOf(column: number): number {
    return this.#fromMs + column * FRAME_MS;
  }

  /** Takes over a part of the call's time line. */
  take({ levelsFromMs, firstBucket, levels }: CallTimeline): void {
    if (levelsFromMs === null) {
      return;
    }
    this.#fromMs = levelsFromMs;
    if (firstBucket === 0) {
      this.#reading += 1;
    }
    const count = levels.length / TIMELINE_BUCKET_BYTES;
    const end = firstBucket + count;
    if (end * TIMELINE_BUCKET_BYTES > this.#buckets.length) {
      const larger = new Uint8Array(2 * end * TIMELINE_BUCKET_BYTES);
      larger.set(this.#buckets);
      this.#buckets = larger;
    }
    this.#buckets.set(levels, firstBucket * TIMELINE_BUCKET_BYTES);
    this.#bucketCount = Math.max(this.#bucketCount, end);
  }

  /** Fills `into` with the levels between two times. */
  read(fromMs: number, toMs: number, into: Stretch): void {
    into.caller = 0;
    into.agent = 0;
    into.flags = 0;
    const first = Math.floor((fromMs - this.#fromMs) / FRAME_MS);
    const end = Math.max(first + 1, Math.floor((toMs - this.#fromMs) / FRAME_MS));
    const isFresh = first >= this.#ring.tail && first < this.#ring.head;
    into.known = end > 0 && (isFresh || this.#readBuckets(fromMs, toMs, into));
    if (into.known && isFresh) {
      this.#readColumns(first, end, into);
    }
  }

  #readColumns(first: number, end: number, into: Stretch): void {
    for (let column = first; column < end; column += 1) {
      into.caller = Math.max(into.caller, this.#ring.callerAt(column));
      into.agent = Math.max(into.agent, this.#ring.agentAt(column));
      into.flags |= this.#ring.flagsAt(column);
    }
  }

  #readBuckets(fromMs: number, toMs: number, into: Stretch): boolean {
    const first = Math.max(0, Math.floor((fromMs - this.#fromMs) / TIMELINE_BUCKET_MS));
    const last = Math.max(first + 1, Math.ceil((toMs - this.#fromMs) / TIMELINE_BUCKET_MS));
    const end = Math.min(last, this.#bucketCount);
    for (let bucket = first; bucket < end; bucket += 1) {
      const at = bucket * TIMELINE_BUCKET_BYTES;
      into.caller = Math.max(into.caller, this.#buckets[at] ?? 0);
      into.agent = Math.max(into.agent, this.#buckets[at + 1] ?? 0);
      into.flags |= this.#buckets[at + 2] ?? 0;
    }
    return first < end;
  }
}

/** Whether a stretch has one of LEVEL_FLAGS. */
export function hasFlag(stretch: Readonly<Stretch>, flag: keyof typeof LEVEL_FLAGS): boolean {
  return (stretch.flags & LEVEL_FLAGS[flag]) !== 0;
}
