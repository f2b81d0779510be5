/** How long calls are kept. */
import type { RetentionArgs } from '../historyMessages';
import type { Database } from './driver';
import { removeCalls, removeFiles } from './removal';
import { numberOf, textOf } from './rows';

/** Calls that one step removes: searches and writes go in between, and must not wait long. */
const CALLS_PER_STEP = 10;

/** Most pages that are given back to the disk after a step. */
const VACUUM_PAGES = 2_000;

/**
 * Removes calls that are too old; then the oldest ones, while all takes too much space; then
 * recordings that are too old. A few at a time. Calls that go on stay.
 */
export function retentionStep(
  db: Database,
  dataDir: string,
  args: RetentionArgs,
): { readonly removed: number; readonly more: boolean } {
  const keys = tooOld(db, args.startedBefore);
  if (keys.length === 0 && args.maxBytes !== null && usedBytes(db) > args.maxBytes) {
    keys.push(...oldest(db));
  }
  if (keys.length === 0) {
    const recordings = db.transaction(() => removeOldRecordings(db, args.recordingsBefore));
    removeFiles(dataDir, recordings);
    return { removed: 0, more: recordings.length > 0 };
  }
  const files = db.transaction(() => removeCalls(db, keys));
  removeFiles(dataDir, files);
  db.exec(`PRAGMA incremental_vacuum(${VACUUM_PAGES})`);
  return { removed: keys.length, more: true };
}

/** Bytes that the record and its recordings take. Free pages inside the file do not count. */
function usedBytes(db: Database): number {
  const pragma = (name: string) => numberOf(db.get(`PRAGMA ${name}`) ?? {}, name);
  const pages = pragma('page_count') - pragma('freelist_count');
  const recordings = db.get('SELECT sum(bytes) AS bytes FROM recordings') ?? {};
  return pages * pragma('page_size') + numberOf(recordings, 'bytes');
}

function tooOld(db: Database, startedBefore: number | null): number[] {
  if (startedBefore === null) {
    return [];
  }
  return db
    .all(
      "SELECT key FROM calls WHERE started_at < ? AND state <> 'live' ORDER BY key LIMIT ?",
      ...[startedBefore, CALLS_PER_STEP],
    )
    .map((row) => numberOf(row, 'key'));
}

function oldest(db: Database): readonly number[] {
  return db
    .all("SELECT key FROM calls WHERE state <> 'live' ORDER BY key LIMIT ?", CALLS_PER_STEP)
    .map((row) => numberOf(row, 'key'));
}

/** Gives the paths of the recordings it removed. Their calls stay. */
function removeOldRecordings(db: Database, startedBefore: number | null): readonly string[] {
  if (startedBefore === null) {
    return [];
  }
  const rows = db.all(
    `SELECT r.id, r.path FROM recordings r JOIN calls c ON c.key = r.call_key
     WHERE c.started_at < ? AND c.state <> 'live' LIMIT ?`,
    ...[startedBefore, CALLS_PER_STEP],
  );
  for (const row of rows) {
    db.run('DELETE FROM recordings WHERE id = ?', numberOf(row, 'id'));
  }
  return rows.map((row) => textOf(row, 'path'));
}
