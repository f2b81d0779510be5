/** Reading the record: pages of calls, and one call. */
import type { CallId } from '../model/call';
import type { CallRecord, HistoryHit, HistoryPage, HistoryQuery } from '../model/history';
import { callerSearchPart } from './callerText';
import type { Database, SqlRow, SqlValue } from './driver';
import { CALL_COLUMNS, callOf, numberOf, textOf, turnOf } from './rows';
import { TURNS_PER_CALL } from './schema';
import { StoreFault } from './storeFault';
import { excerptOf, HIT_END, HIT_START, matchExpression } from './textSearch';
import { knownCallKey } from './writes';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/**
 * With at most this many calls that pass the other conditions, each is asked for the words; with more of them, the hits of the
 * words are gone through from the newest call on. Both keep a search short whichever condition is the rare one.
 */
const MAX_PROBED_CALLS = 300;

/** Conditions on `calls AS c`. */
type Filter = { readonly sql: string; readonly values: readonly SqlValue[] };

/** A call that holds the words, with its first turn that does. */
type TextHit = { readonly key: number; readonly turnRow: number };

/** A page of calls, newest first. Throws `invalid-input` for a cursor that is none. */
export function searchCalls(db: Database, query: HistoryQuery): HistoryPage {
  const limit = Math.min(MAX_LIMIT, Math.max(1, Math.floor(query.limit ?? DEFAULT_LIMIT)));
  const before = query.cursor === undefined ? Number.MAX_SAFE_INTEGER : parseCursor(query.cursor);
  const filter = filterOf(query);
  // One more than asked for tells whether there is a next page.
  const found =
    query.text === undefined || query.text.trim() === ''
      ? plainHits(db, filter, before, limit + 1)
      : textHits(db, query.text, filter, before, limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    hits: page.map(({ hit }) => hit),
    next: found.length > limit && last !== undefined ? last.key.toString(36) : null,
  };
}

/** Everything known of a call. Throws `not-found`. */
export function readCall(db: Database, callId: CallId): CallRecord {
  const key = knownCallKey(db, callId);
  const row = db.get(`SELECT ${CALL_COLUMNS} FROM calls c WHERE c.key = ?`, key);
  if (row === undefined) {
    throw new StoreFault('not-found', 'The history has no such call.');
  }
  return {
    call: callOf(row),
    turns: db
      .all(
        'SELECT * FROM turns WHERE id >= ? AND id < ? ORDER BY id',
        ...[key * TURNS_PER_CALL, (key + 1) * TURNS_PER_CALL],
      )
      .map(turnOf),
    events: db
      .all('SELECT at_ms, kind, text FROM events WHERE call_key = ? ORDER BY at_ms', key)
      .map((event) => ({
        atMs: numberOf(event, 'at_ms'),
        kind: textOf(event, 'kind'),
        text: textOf(event, 'text'),
      })),
    notes: db
      .all('SELECT id, at, actor, text FROM notes WHERE call_key = ? ORDER BY id', key)
      .map((note) => ({
        id: numberOf(note, 'id'),
        at: numberOf(note, 'at'),
        actor: textOf(note, 'actor'),
        text: textOf(note, 'text'),
      })),
    recordings: db
      .all('SELECT path, duration_ms, bytes FROM recordings WHERE call_key = ? ORDER BY id', key)
      .map((recording) => ({
        path: textOf(recording, 'path'),
        durationMs: numberOf(recording, 'duration_ms'),
        bytes: numberOf(recording, 'bytes'),
      })),
  };
}

type FoundCall = { readonly key: number; readonly hit: HistoryHit };

function parseCursor(cursor: string): number {
  const key = /^[0-9a-z]{1,11}$/.test(cursor) ? Number.parseInt(cursor, 36) : Number.NaN;
  if (!Number.isSafeInteger(key)) {
    throw new StoreFault('invalid-input', 'The cursor is not one that a page ended with.');
  }
  return key;
}

function filterOf(query: HistoryQuery): Filter {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const add = (sql: string, value: SqlValue | undefined) => {
    if (value !== undefined) {
      conditions.push(sql);
      values.push(value);
    }
  };
  const caller = query.caller === undefined ? '' : callerSearchPart(query.caller);
  add('instr(c.caller_search, ?) > 0', caller === '' ? undefined : caller);
  add('c.started_at >= ?', query.from);
  add('c.started_at <= ?', query.to);
  add('c.end_reason = ?', query.endReason);
  add('c.state = ?', query.state);
  add('EXISTS (SELECT 1 FROM tags WHERE call_key = c.key AND tag = ?)', query.tag?.trim());
  if (query.minDurationMs !== undefined && query.minDurationMs > 0) {
    // A call that goes on lasts until now.
    conditions.push('coalesce(c.ended_at, ?) - c.started_at >= ?');
    values.push(Date.now(), query.minDurationMs);
  }
  return { sql: conditions.map((condition) => ` AND ${condition}`).join(''), values };
}

function plainHits(
  db: Database,
  filter: Filter,
  before: number,
  limit: number,
): readonly FoundCall[] {
  return db
    .all(
      `SELECT ${CALL_COLUMNS} FROM calls c WHERE c.key < ?${filter.sql} ORDER BY c.key DESC LIMIT ?`,
      ...[before, ...filter.values, limit],
    )
    .map((row) => ({ key: numberOf(row, 'key'), hit: { call: callOf(row), excerpt: null } }));
}

function textHits(
  db: Database,
  text: string,
  filter: Filter,
  before: number,
  limit: number,
): readonly FoundCall[] {
  const match = matchExpression(text);
  if (match === null) {
    return [];
  }
  const candidates = filter.sql === '' ? null : candidateKeys(db, filter, before);
  const hits =
    candidates !== null && candidates.length <= MAX_PROBED_CALLS
      ? probe(db, match, candidates, limit)
      : walk(db, match, candidates === null ? null : new Set(candidates), before, limit);
  return hits.flatMap((hit) => foundCall(db, match, hit) ?? []);
}

/** Keys of the calls that pass the conditions other than the words, newest first. */
function candidateKeys(db: Database, filter: Filter, before: number): readonly number[] {
  return db
    .all(
      `SELECT c.key FROM calls c WHERE c.key < ?${filter.sql} ORDER BY c.key DESC`,
      ...[before, ...filter.values],
    )
    .map((row) => numberOf(row, 'key'));
}

/** Asks each call for its first turn with the words. */
function probe(
  db: Database,
  match: string,
  candidates: readonly number[],
  limit: number,
): readonly TextHit[] {
  const hits: TextHit[] = [];
  for (const key of candidates) {
    const row = db.get(
      `SELECT rowid AS id FROM turns_fts WHERE turns_fts MATCH ? AND rowid >= ? AND rowid < ?
       ORDER BY rowid LIMIT 1`,
      ...[match, key * TURNS_PER_CALL, (key + 1) * TURNS_PER_CALL],
    );
    if (row !== undefined) {
      hits.push({ key, turnRow: numberOf(row, 'id') });
    }
    if (hits.length === limit) {
      break;
    }
  }
  return hits;
}

/** Goes through the turns with the words from the newest call on, until there are enough calls. */
function walk(
  db: Database,
  match: string,
  candidates: ReadonlySet<number> | null,
  before: number,
  limit: number,
): readonly TextHit[] {
  const hits: TextHit[] = [];
  let key = -1;
  let turnRow = -1;
  const rows = db.iterate(
    'SELECT rowid AS id FROM turns_fts WHERE turns_fts MATCH ? AND rowid < ? ORDER BY rowid DESC',
    ...[match, Math.min(Number.MAX_SAFE_INTEGER, before * TURNS_PER_CALL)],
  );
  for (const row of rows) {
    const id = Number(row['id']);
    const callKey = Math.floor(id / TURNS_PER_CALL);
    if (callKey !== key) {
      // The last row of a call is its first turn.
      pushHit(hits, key, turnRow, candidates);
      if (hits.length === limit) {
        return hits;
      }
      key = callKey;
    }
    turnRow = id;
  }
  pushHit(hits, key, turnRow, candidates);
  return hits;
}

function pushHit(
  hits: TextHit[],
  key: number,
  turnRow: number,
  candidates: ReadonlySet<number> | null,
): void {
  if (key >= 0 && (candidates === null || candidates.has(key))) {
    hits.push({ key, turnRow });
  }
}

function foundCall(db: Database, match: string, hit: TextHit): FoundCall | null {
  const row = db.get(`SELECT ${CALL_COLUMNS} FROM calls c WHERE c.key = ?`, hit.key);
  if (row === undefined) {
    return null;
  }
  const turnId = hit.turnRow % TURNS_PER_CALL;
  return {
    key: hit.key,
    hit: { call: callOf(row), excerpt: { turnId, ...excerptOf(markedText(db, match, hit)) } },
  };
}

function markedText(db: Database, match: string, hit: TextHit): string {
  const row: SqlRow | undefined = db.get(
    'SELECT highlight(turns_fts, 0, ?, ?) AS marked FROM turns_fts WHERE turns_fts MATCH ? AND rowid = ?',
    ...[HIT_START, HIT_END, match, hit.turnRow],
  );
  return row === undefined ? '' : textOf(row, 'marked');
}
