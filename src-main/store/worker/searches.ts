/** Reading the record: pages of calls, and one call. */
import type { CallId } from '#model/call';
import type { CallHit, HistoryHit, HistoryPage, HistoryQuery } from '#model/history';
import { MAX_HISTORY_PAGE } from '#model/limits';
import { phrase } from '#model/phrases/phrase';
import { MAX_EXTENSION_DIGITS } from '#model/typedNumber';
import { callerSearchPart, digitsOf } from './comparedText';
import type { Database, SqlValue } from './driver';
import { StoreFault } from './fault';
import { CALL_COLUMNS, callOf, numberOf, textOf } from './rows';
import { SUMMARY_TURN, TURNS_PER_CALL } from './schema';
import { spellingsOf } from './spellings';
import {
  excerptOf,
  HIT_END,
  HIT_START,
  matchExpression,
  parseMarks,
  unspacedExpression,
} from './textSearch';
import { hasUnspaced, joined } from './unspacedText';
import { knownCallKey } from './writes';

/** Calls of a page, by default. */
const DEFAULT_LIMIT = 50;

/**
 * After this many hits in calls that fail the other conditions, the search jumps to the next call
 * that passes them: a jump costs about as much as going through these hits.
 */
const JUMP_AFTER_HITS = 100;

/** This many calls that pass the other conditions are searched for the words one by one. */
const PROBED_CALLS = 60;

/** An incomplete word may stand for this many words in a query. */
const MAX_NAMED_WORDS = 64;

/** Stands for every kind of alert, and every command. */
const ANY = 'any';

/** Of `acts`: some command, and none of a rule. The rest of `call.*` is no command of somebody. */
export const BY_A_PERSON = `actor NOT GLOB 'rule:*'
  AND action NOT IN ('call.listen', 'call.place', 'call.test', 'call.notice', 'call.acknowledgeAlert')`;

/** Conditions on `calls AS c`. */
type Filter = { readonly sql: string; readonly values: readonly SqlValue[] };

/** A call that holds the words, with its first turn that does. */
type TextHit = { readonly key: number; readonly turnRow: number };

/**
 * A page of calls, newest first. Throws `invalid-input` for an invalid cursor.
 * @param country PHONE_COUNTRY.
 */
export function searchCalls(
  db: Database,
  { country = '', ...query }: HistoryQuery & { readonly country?: string },
): HistoryPage {
  const limit = Math.min(MAX_HISTORY_PAGE, Math.max(1, Math.floor(query.limit ?? DEFAULT_LIMIT)));
  const before = query.cursor === undefined ? Number.MAX_SAFE_INTEGER : parseCursor(query.cursor);
  const filter = filterOf(db, query, country);
  // One more than asked for shows whether there is a next page.
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

/** The texts of a call that have the words, in the order of the call. Throws `not-found`. */
export function hitsOfCall(db: Database, callId: CallId, text: string): readonly CallHit[] {
  const key = knownCallKey(db, callId);
  const match = matchOf(db, text);
  if (match === null) {
    return [];
  }
  const range = [key * TURNS_PER_CALL, (key + 1) * TURNS_PER_CALL];
  const rows = db.all(
    `SELECT DISTINCT id FROM (${TURNS_WITH_WORDS}) ORDER BY id`,
    ...[match.words, ...range, match.unspaced, ...range],
  );
  return rows.map((row) => {
    const turnRow = numberOf(row, 'id');
    const { marks } = parseMarks(markedText(db, match, turnRow));
    return { turnId: turnIdOf(turnRow), marks };
  });
}

/** What the two text indexes are asked for. */
type TextMatch = { readonly words: string; readonly unspaced: string };

/** An empty phrase: no turn has it. */
const NO_TURN = '""';

/**
 * Turns with the words, from both indexes: a turn may come twice. Takes the values of the match and
 * of the range for each. The driver binds numbers as floating-point; the text index can only jump
 * to integers.
 */
const TURNS_WITH_WORDS = `
  SELECT rowid AS id FROM turns_fts WHERE turns_fts MATCH ?
    AND rowid >= CAST(? AS INTEGER) AND rowid < CAST(? AS INTEGER)
  UNION ALL SELECT rowid AS id FROM turns_unspaced WHERE turns_unspaced MATCH ?
    AND rowid >= CAST(? AS INTEGER) AND rowid < CAST(? AS INTEGER)`;

type FoundCall = { readonly key: number; readonly hit: HistoryHit };

function parseCursor(cursor: string): number {
  const key = /^[0-9a-z]{1,11}$/.test(cursor) ? Number.parseInt(cursor, 36) : Number.NaN;
  if (!Number.isSafeInteger(key)) {
    throw new StoreFault('invalid-input', phrase('history.wrong-cursor'));
  }
  return key;
}

function filterOf(db: Database, query: HistoryQuery, country: string): Filter {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const add = (sql: string, value: SqlValue | undefined) => {
    if (value !== undefined) {
      conditions.push(sql);
      values.push(value);
    }
  };
  const caller = query.caller === undefined ? '' : callerSearchPart(query.caller);
  if (caller !== '') {
    conditions.push(
      '(instr(c.caller_search, ?) > 0 OR c.caller_digits IN (SELECT value FROM json_each(?)))',
    );
    values.push(caller, JSON.stringify(spelledAs(db, caller, country)));
  }
  add('c.direction = ?', query.direction);
  add('c.profile_id = ?', query.profileId);
  add('c.started_at >= ?', query.from);
  add('c.started_at <= ?', query.to);
  add('c.end_reason = ?', query.endReason);
  add('c.state = ?', query.state);
  add('c.key IN (SELECT call_key FROM summaries WHERE outcome = ?)', query.outcome);
  for (const tag of [query.tag ?? []].flat()) {
    add('EXISTS (SELECT 1 FROM tags WHERE call_key = c.key AND tag = ?)', tag.trim());
  }
  if (query.alert === ANY) {
    conditions.push('c.key IN (SELECT call_key FROM alerts)');
  } else {
    add('c.key IN (SELECT call_key FROM alerts WHERE signal = ?)', query.alert);
  }
  addActs(query, conditions, values);
  if (query.minDurationMs !== undefined && query.minDurationMs > 0) {
    // A call that goes on lasts until now.
    conditions.push('coalesce(c.ended_at, ?) - c.started_at >= ?');
    values.push(Date.now(), query.minDurationMs);
  }
  return { sql: conditions.map((condition) => ` AND ${condition}`).join(''), values };
}

/** What was done to the call, and by whom: with both of them, what this one did. */
function addActs(
  { intervention, actor }: HistoryQuery,
  conditions: string[],
  values: SqlValue[],
): void {
  const acts: string[] = [];
  if (intervention === ANY) {
    acts.push(BY_A_PERSON);
  } else if (intervention !== undefined) {
    acts.push('action = ?');
    values.push(`call.${intervention}`);
  }
  if (actor !== undefined) {
    acts.push('actor = ?');
    values.push(actor);
  }
  if (acts.length > 0) {
    conditions.push(`c.key IN (SELECT call_key FROM acts WHERE ${acts.join(' AND ')})`);
  }
}

/** All spellings of a complete number, without separators; none of a part or a name. */
function spelledAs(db: Database, caller: string, country: string): readonly string[] {
  return /^\+?\d+$/.test(caller) && caller.length > MAX_EXTENSION_DIGITS
    ? spellingsOf(db, caller, country).map(({ number }) => digitsOf(number))
    : [];
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
  const match = matchOf(db, text);
  if (match === null) {
    return [];
  }
  const candidates = filter.sql === '' ? null : candidateKeys(db, filter, before);
  const hits =
    candidates === null
      ? walk(db, match, null, before, limit)
      : hitsAmong(db, match, candidates, limit);
  return hits.flatMap((hit) => foundCall(db, match, hit) ?? []);
}

/** Null when the text holds no word. */
function matchOf(db: Database, text: string): TextMatch | null {
  const words = matchExpression(text, (beginning) => wordsWith(db, beginning));
  const unspaced = unspacedExpression(text);
  if (words === null || unspaced === null) {
    return null;
  }
  // The other index drops some vowels of these scripts: it would find other words, too.
  return { words: hasUnspaced(text) ? NO_TURN : words, unspaced };
}

/** Words of the text index that begin like this; null when there are more than MAX_NAMED_WORDS. */
function wordsWith(db: Database, beginning: string): readonly string[] | null {
  const words = db
    .all(
      'SELECT term FROM turns_words WHERE term >= ? AND term < ? LIMIT ?',
      ...[beginning, `${beginning}\u{10ffff}`, MAX_NAMED_WORDS + 1],
    )
    .map((row) => textOf(row, 'term'));
  return words.length > MAX_NAMED_WORDS ? null : words;
}

/** Keys of the calls that pass all conditions but the words, newest first. */
function candidateKeys(db: Database, filter: Filter, before: number): readonly number[] {
  return db
    .all(
      `SELECT c.key FROM calls c WHERE c.key < ?${filter.sql} ORDER BY c.key DESC`,
      ...[before, ...filter.values],
    )
    .map((row) => numberOf(row, 'key'));
}

/**
 * Searches the newest candidates one by one: frequent words fill the page at once. Words that do
 * not fill it are rare, so going through all their hits is quick.
 */
function hitsAmong(
  db: Database,
  match: TextMatch,
  candidates: readonly number[],
  limit: number,
): readonly TextHit[] {
  const hits: TextHit[] = [];
  for (const key of candidates.slice(0, PROBED_CALLS)) {
    const range = [key * TURNS_PER_CALL, (key + 1) * TURNS_PER_CALL];
    const row = db.get(
      `${TURNS_WITH_WORDS} ORDER BY id LIMIT 1`,
      ...[match.words, ...range, match.unspaced, ...range],
    );
    if (row !== undefined) {
      hits.push({ key, turnRow: numberOf(row, 'id') });
    }
    if (hits.length === limit) {
      return hits;
    }
  }
  const rest = candidates.slice(PROBED_CALLS);
  const [newest] = rest;
  return newest === undefined
    ? hits
    : [...hits, ...walk(db, match, rest, newest + 1, limit - hits.length)];
}

/** Goes through the turns with the words, newest call first, until there are enough calls. */
function walk(
  db: Database,
  match: TextMatch,
  candidates: readonly number[] | null,
  before: number,
  limit: number,
): readonly TextHit[] {
  const found = new Map<number, number>();
  let bound: number | null = Math.min(Number.MAX_SAFE_INTEGER, before * TURNS_PER_CALL);
  while (bound !== null) {
    bound = walkBelow(db, match, candidates, bound, { found, limit });
  }
  return [...found].map(([key, turnRow]) => ({ key, turnRow }));
}

/** Collects first turns by call key. Gives the row id below which the search goes on, or null. */
function walkBelow(
  db: Database,
  match: TextMatch,
  candidates: readonly number[] | null,
  bound: number,
  { found, limit }: { readonly found: Map<number, number>; readonly limit: number },
): number | null {
  const keys = candidates ?? [];
  let next = 0;
  let skipped = 0;
  const rows = db.iterate(
    `${TURNS_WITH_WORDS} ORDER BY id DESC`,
    ...[match.words, 0, bound, match.unspaced, 0, bound],
  );
  for (const row of rows) {
    const id = Number(row['id']);
    const key = Math.floor(id / TURNS_PER_CALL);
    while ((keys[next] ?? -1) > key) {
      next += 1;
    }
    const wanted = candidates === null ? key : keys[next];
    if (wanted === undefined || (found.size === limit && !found.has(key))) {
      return null;
    }
    if (wanted === key) {
      // Rows come in descending order, so the last one of a call is its first turn.
      found.set(key, id);
      skipped = 0;
    } else {
      skipped += 1;
      if (skipped > JUMP_AFTER_HITS) {
        return (wanted + 1) * TURNS_PER_CALL;
      }
    }
  }
  return null;
}

function foundCall(db: Database, match: TextMatch, hit: TextHit): FoundCall | null {
  const row = db.get(`SELECT ${CALL_COLUMNS} FROM calls c WHERE c.key = ?`, hit.key);
  if (row === undefined) {
    return null;
  }
  const excerpt = {
    turnId: turnIdOf(hit.turnRow),
    ...excerptOf(markedText(db, match, hit.turnRow)),
  };
  return { key: hit.key, hit: { call: callOf(row), excerpt } };
}

/** Null for the words of the summary. */
function turnIdOf(turnRow: number): number | null {
  const turn = turnRow % TURNS_PER_CALL;
  return turn === SUMMARY_TURN ? null : turn;
}

function markedText(db: Database, match: TextMatch, turnRow: number): string {
  for (const [index, expression] of [
    ['turns_fts', match.words],
    ['turns_unspaced', match.unspaced],
  ] as const) {
    const row = db.get(
      `SELECT highlight(${index}, 0, ?, ?) AS marked FROM ${index} WHERE ${index} MATCH ?
         AND rowid = CAST(? AS INTEGER)`,
      ...[HIT_START, HIT_END, expression, turnRow],
    );
    if (row !== undefined) {
      return joined(textOf(row, 'marked'));
    }
  }
  return '';
}
