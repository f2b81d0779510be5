import { LEVEL_COLUMN_BYTES, LEVEL_MAGIC } from '#model/levels';

/** One column: peaks 0..255 and flags. */
export type LevelColumn = readonly [caller: number, agent: number, flags: number];

/** The columns of one call in a batch. */
export type LevelEntry = {
  readonly meterId: number;
  readonly firstColumn: number;
  readonly columns: readonly LevelColumn[];
};

/** Builds a level batch as src-main/model/levels.ts lays it out. */
export function levelBatch(
  entries: readonly LevelEntry[],
  magic: number = LEVEL_MAGIC,
): ArrayBuffer {
  const bytes = entries.reduce(
    (sum, entry) => sum + 12 + entry.columns.length * LEVEL_COLUMN_BYTES,
    8,
  );
  const buffer = new ArrayBuffer(bytes);
  const view = new DataView(buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, entries.length, true);
  let offset = 8;
  for (const entry of entries) {
    view.setUint32(offset, entry.meterId, true);
    view.setUint32(offset + 4, entry.firstColumn, true);
    view.setUint32(offset + 8, entry.columns.length, true);
    offset += 12;
    for (const column of entry.columns) {
      for (const value of column) {
        view.setUint8(offset, value);
        offset += 1;
      }
    }
  }
  return buffer;
}
