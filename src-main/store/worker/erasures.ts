/** How a caller, or a single call, is forgotten. */
import type { CallId } from '#model/call';
import { isWithheld } from '#model/callerNumber';
import { phrase } from '#model/phrases/phrase';
import type { Erasure, ErasureArgs } from '../historyMessages';
import { digitsOf } from './comparedText';
import type { Database, SqlRow } from './driver';
import { StoreFault } from './fault';
import { removeCalls, removeFiles } from './removal';
import { numberOf, textOf, textsOf } from './rows';
import { isSpelling, spellingsOf } from './spellings';
import { isBeingReplayed } from './trialRows';
import { eraseWebhooks } from './webhookRows';

/** The calls that an erasure removes, and the spellings that backups are searched for. */
type Erased = { readonly calls: readonly SqlRow[]; readonly callerDigits: readonly string[] };

/**
 * Removes calls from the record, with the webhook events that wait, and deletes their recordings.
 * The same transaction notes that the backups are still to be done, so that a crash cannot leave
 * them undone. Throws `invalid-state` while a call of them goes on, `not-found` for an unknown
 * call, and for a caller what HistoryStore.deleteCaller fails with.
 */
export function beginErasure(db: Database, dataDir: string, args: ErasureArgs): Erasure {
  const erased = args.kind === 'call' ? oneCall(db, args) : ofCaller(db, args);
  const calls = withReplays(db, erased.calls);
  const { callerDigits } = erased;
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
      ...[Date.now(), JSON.stringify(callerDigits)],
      ...[JSON.stringify(callIds), JSON.stringify(removed)],
    );
    return { id: numberOf(db.get('SELECT last_insert_rowid() AS id') ?? {}, 'id'), files: removed };
  });
  removeFiles(dataDir, files);
  return { id, callerDigits, callIds, files: files.length };
}

function oneCall(db: Database, { callId }: Extract<ErasureArgs, { kind: 'call' }>): Erased {
  const row = db.get('SELECT key, id, state FROM calls WHERE id = ?', callId);
  if (row === undefined) {
    throw new StoreFault('not-found', phrase('history.no-call'));
  }
  if (textOf(row, 'state') === 'live' || isBeingReplayed(db, callId)) {
    throw new StoreFault('invalid-state', phrase('history.call-goes-on'));
  }
  return { calls: [row], callerDigits: [] };
}

/** What played a call holds the caller's words, and its last rows may still be on their way. */
function withReplays(db: Database, calls: readonly SqlRow[]): readonly SqlRow[] {
  const ids = calls.map((row) => textOf(row, 'id'));
  const replays = db.all(
    `SELECT key, id, state FROM calls
     WHERE trial IS NOT NULL AND json_extract(trial, '$.callId') IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  return [...calls, ...replays.filter((row) => !ids.includes(textOf(row, 'id')))];
}

function ofCaller(db: Database, args: Extract<ErasureArgs, { kind: 'caller' }>): Erased {
  const callerDigits = chosenSpellings(db, args);
  const calls = db.all(
    `SELECT key, id, state FROM calls
     WHERE caller_digits IN (SELECT value FROM json_each(?)) ORDER BY key`,
    JSON.stringify(callerDigits),
  );
  if (calls.some((row) => textOf(row, 'state') === 'live')) {
    throw new StoreFault('invalid-state', phrase('history.caller-on-line'));
  }
  return { calls, callerDigits };
}

/** Nothing is removed that was not named: the spelling that was given, if it is the only one. */
function chosenSpellings(
  db: Database,
  { callerNumber, spellings, country }: Extract<ErasureArgs, { kind: 'caller' }>,
): readonly string[] {
  if (isWithheld(callerNumber)) {
    throw new StoreFault('invalid-input', phrase('history.caller-withheld'));
  }
  if (spellings.some((each) => !isSpelling(each, callerNumber, country))) {
    throw new StoreFault('invalid-input', phrase('history.other-number'));
  }
  if (spellings.length > 0) {
    return [...new Set(spellings.map(digitsOf))];
  }
  const found = spellingsOf(db, callerNumber, country);
  if (found.length > 1) {
    const count = found.length;
    throw new StoreFault('invalid-state', phrase('history.several-spellings', { count }));
  }
  return [digitsOf(found[0]?.number ?? callerNumber)];
}

/** Erasures that were begun and not finished. Deletes what is left of their recordings. */
export function openErasures(db: Database, dataDir: string): readonly Erasure[] {
  return db.all('SELECT * FROM erasures WHERE done = 0 ORDER BY id').map((row) => {
    const files = textsOf(row, 'files');
    removeFiles(dataDir, files);
    return {
      id: numberOf(row, 'id'),
      callerDigits: textsOf(row, 'caller_digits'),
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
