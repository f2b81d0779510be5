import { LEVEL_COLUMN_BYTES, LEVEL_MAGIC } from '#model/levels';
import type { LevelMeter } from './levelMeter';

/** Bytes before the first entry, and before the columns of an entry. */
const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;

type MeteredCall = {
  /** Call.meterId. */
  readonly meterId: number;
  readonly meter: LevelMeter;
};

/** New columns of one call, read from a batch. */
export type LevelEntry = {
  readonly meterId: number;
  readonly firstColumn: number;
  /** LEVEL_COLUMN_BYTES for each column: caller peak, agent peak, flags. */
  readonly columns: Uint8Array;
};

/**
 * Packs the new columns of all calls since the last batch, in the layout of model/levels.ts; they
 * count as fetched. Null when there are none. `nowMs` is performance.now().
 */
export function encodeLevelBatch(calls: readonly MeteredCall[], nowMs: number): ArrayBuffer | null {
  let entries = 0;
  let bytes = HEADER_BYTES;
  for (const call of calls) {
    const columns = call.meter.pending(nowMs);
    if (columns > 0) {
      entries += 1;
      bytes += ENTRY_BYTES + columns * LEVEL_COLUMN_BYTES;
    }
  }
  if (entries === 0) {
    return null;
  }
  const batch = new ArrayBuffer(bytes);
  const view = new DataView(batch);
  const target = new Uint8Array(batch);
  view.setUint32(0, LEVEL_MAGIC, true);
  view.setUint32(4, entries, true);
  let at = HEADER_BYTES;
  for (const call of calls) {
    if (call.meter.pending(nowMs) > 0) {
      view.setUint32(at, call.meterId, true);
      view.setUint32(at + 4, call.meter.firstColumn, true);
      const columns = call.meter.drainInto(target, at + ENTRY_BYTES);
      view.setUint32(at + 8, columns, true);
      at += ENTRY_BYTES + columns * LEVEL_COLUMN_BYTES;
    }
  }
  return batch;
}

/**
 * Reads a batch back: for tests and tools; the window has its own reader that does not allocate.
 * @throws RangeError when it is not a level batch.
 */
export function decodeLevelBatch(batch: ArrayBuffer): readonly LevelEntry[] {
  const view = new DataView(batch);
  if (view.getUint32(0, true) !== LEVEL_MAGIC) {
    throw new RangeError('not a level batch');
  }
  const entries: LevelEntry[] = [];
  let at = HEADER_BYTES;
  for (let left = view.getUint32(4, true); left > 0; left -= 1) {
    const bytes = view.getUint32(at + 8, true) * LEVEL_COLUMN_BYTES;
    entries.push({
      meterId: view.getUint32(at, true),
      firstColumn: view.getUint32(at + 4, true),
      columns: new Uint8Array(batch, at + ENTRY_BYTES, bytes),
    });
    at += ENTRY_BYTES + bytes;
  }
  return entries;
}
