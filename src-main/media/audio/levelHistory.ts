import { FRAME_MS } from '#model/audio';
import { TIMELINE_BUCKET_BYTES, TIMELINE_BUCKET_MS } from '#model/timeline';

/** Columns of 20 ms in one bucket. */
const BUCKET_COLUMNS = TIMELINE_BUCKET_MS / FRAME_MS;

/** Buckets that are kept together: 10 minutes, 18 kB. */
const CHUNK_BUCKETS = 6_000;

/**
 * The levels of a whole call, from its first column: the loudest of each 100 ms. An hour takes 108
 * kB. Allocates once in ten minutes.
 */
export class LevelHistory {
  readonly #chunks: (Uint8Array | undefined)[] = [];
  #end = 0;

  /** Number of buckets so far; the last one may still grow. */
  get buckets(): number {
    return this.#end;
  }

  /** Adds a column: its index, peaks 0..255 and LEVEL_FLAGS. Columns come in order. */
  add(column: number, caller: number, agent: number, flags: number): void {
    const bucket = Math.floor(column / BUCKET_COLUMNS);
    const place = Math.floor(bucket / CHUNK_BUCKETS);
    const chunk = (this.#chunks[place] ??= new Uint8Array(CHUNK_BUCKETS * TIMELINE_BUCKET_BYTES));
    const at = (bucket % CHUNK_BUCKETS) * TIMELINE_BUCKET_BYTES;
    chunk[at] = Math.max(chunk[at] ?? 0, caller);
    chunk[at + 1] = Math.max(chunk[at + 1] ?? 0, agent);
    chunk[at + 2] = (chunk[at + 2] ?? 0) | flags;
    this.#end = bucket + 1;
  }

  /** A copy of all buckets from one on. Time for which no column came is silence. */
  from(first: number): Uint8Array {
    const levels = new Uint8Array(Math.max(0, this.#end - first) * TIMELINE_BUCKET_BYTES);
    for (let bucket = first; bucket < this.#end;) {
      const place = Math.floor(bucket / CHUNK_BUCKETS);
      const next = Math.min(this.#end, (place + 1) * CHUNK_BUCKETS);
      const chunk = this.#chunks[place];
      const offset = place * CHUNK_BUCKETS;
      if (chunk !== undefined) {
        levels.set(
          chunk.subarray(
            (bucket - offset) * TIMELINE_BUCKET_BYTES,
            (next - offset) * TIMELINE_BUCKET_BYTES,
          ),
          (bucket - first) * TIMELINE_BUCKET_BYTES,
        );
      }
      bucket = next;
    }
    return levels;
  }
}
