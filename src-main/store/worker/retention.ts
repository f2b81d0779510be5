/** How long calls are kept, and how a caller is forgotten. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { CallId } from '#model/call';
import { phrase } from '#model/phrases/phrase';
import type { Erasure, RetentionArgs } from '../historyMessages';
import { digitsOf } from './comparedText';
import type { Database } from './driver';
import { StoreFault } from './fault';
import { numberOf, textOf, textsOf } from './rows';
import { eraseWebhooks } from './webhookRows';

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

/**
 * Removes the calls of a number from the record, with the webhook events that wait, and deletes
 * their recordings. The same transaction
 * notes that the backups are still to be done, so that a crash cannot leave them undone. Throws
 * `invalid-input` for an empty number and `invalid-state` while the caller is on the line.
 */
export function beginErasure(db: Database, dataDir: string, callerNumber: string): Erasure {
  const callerDigits = digitsOf(callerNumber);
  if (callerDigits === '') {
    throw new StoreFault('invalid-input', phrase('history.no-caller-number'));
  }
  const calls = db.all('SELECT key, id, state FROM calls WHERE caller_digits = ?', callerDigits);
  if (calls.some((row) => textOf(row, 'state') === 'live')) {
    throw new StoreFault('invalid-state', phrase('history.caller-on-line'));
  }
  const callIds = calls.map((row) => textOf(row, 'id'));
  const { id, files } = db.transaction(() => {
    const removed = removeCalls(
      db,
      calls.map((row) => numberOf(row, 'key')),
    );
    eraseWebhooks(db, callIds);
    for (const callId of callIds) {
      db.run('INSERT OR IGNORE INTO erased_calls (call_id, at) VALUES (?, ?)', callId, Date.now());
    }
    db.run(
      'INSERT INTO erasures (at, caller_digits, call_ids, files) VALUES (?, ?, ?, ?)',
      ...[Date.now(), callerDigits, JSON.stringify(callIds), JSON.stringify(removed)],
    );
    return { id: numberOf(db.get('SELECT last_insert_rowid() AS id') ?? {}, 'id'), files: removed };
  });
  removeFiles(dataDir, files);
  return { id, callerDigits, callIds, files: files.length };
}

/** Erasures that were begun and not finished. Deletes what is left of their recordings. */
export function openErasures(db: Database, dataDir: string): readonly Erasure[] {
  return db.all('SELECT * FROM erasures WHERE done = 0 ORDER BY id').map((row) => {
    const files = textsOf(row, 'files');
    removeFiles(dataDir, files);
    return {
      id: numberOf(row, 'id'),
      callerDigits: textOf(row, 'caller_digits'),
      callIds: textsOf(row, 'call_ids'),
      files: files.length,
    };
  });
}

/** Notes that an erasure is complete, and removes the number, from the write-ahead log too. */
export function closeErasure(db: Database, id: number): void {
  db.run("UPDATE erasures SET done = 1, caller_digits = '', files = '[]' WHERE id = ?", id);
  checkpoint(db);
}

/** Empties the write-ahead log into the file, except for what a reader still needs. */
export function checkpoint(db: Database): void {
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

/** Deletes a recording that became known only after its call was erased. */
export function dropErasedRecording(
  db: Database,
  dataDir: string,
  callId: CallId,
  file: string,
): void {
  if (db.get('SELECT 1 FROM erased_calls WHERE call_id = ?', callId) !== undefined) {
    removeFiles(dataDir, [file]);
  }
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

/** Gives the paths of their recordings. Triggers and cascades remove turns, text index and rest. */
function removeCalls(db: Database, keys: readonly number[]): readonly string[] {
  return keys.flatMap((key) => {
    const files = db
      .all('SELECT path FROM recordings WHERE call_key = ?', key)
      .map((row) => textOf(row, 'path'));
    db.run('DELETE FROM calls WHERE key = ?', key);
    return files;
  });
}

/** Deletes nothing outside the data folder, whatever a path says. */
function removeFiles(dataDir: string, files: readonly string[]): void {
  for (const file of files) {
    const absolute = path.resolve(dataDir, file);
    if (absolute.startsWith(path.resolve(dataDir) + path.sep)) {
      rmSync(absolute, { force: true });
    }
  }
}
