/** Reading one call of the record, and what the record can be searched by. */
import { isAlertSignal } from '#model/alert';
import type { AuditAction } from '#model/audit';
import type { CallId } from '#model/call';
import type { CallAct, CallRecord, HistoryFacets } from '#model/history';
import { phrase } from '#model/phrases/phrase';
import type { Database, SqlRow } from './driver';
import { StoreFault } from './fault';
import { listMessages } from './inbox';
import {
  alertOf,
  CALL_COLUMNS,
  callOf,
  eventOf,
  lookUpOf,
  numberOf,
  numberOrNull,
  textOf,
  turnOf,
} from './rows';
import { SUMMARY_TURN, TURNS_PER_CALL } from './schema';
import { summaryOf } from './summaries';
import { replaysOf } from './trialRows';
import { knownCallKey } from './writes';

/** Most values of one kind that can be chosen from. */
const MAX_FACETS = 200;

/** Everything known of a call. Throws `not-found`. */
export function readCall(db: Database, callId: CallId): CallRecord {
  const key = knownCallKey(db, callId);
  const row = db.get(`SELECT ${CALL_COLUMNS} FROM calls c WHERE c.key = ?`, key);
  if (row === undefined) {
    throw new StoreFault('not-found', phrase('history.no-call'));
  }
  return {
    call: callOf(row),
    lookUp: lookUpOf(db.get('SELECT look_up FROM calls WHERE key = ?', key)),
    turns: db
      .all(
        'SELECT * FROM turns WHERE id >= ? AND id < ? ORDER BY id',
        ...[key * TURNS_PER_CALL, key * TURNS_PER_CALL + SUMMARY_TURN],
      )
      .map(turnOf),
    replays: replaysOf(db, key),
    summary: summaryOf(db, key),
    events: db.all('SELECT * FROM events WHERE call_key = ? ORDER BY at_ms', key).map(eventOf),
    acts: actsOf(db, row),
    alerts: db.all('SELECT * FROM alerts WHERE call_key = ? ORDER BY at, id', key).map(alertOf),
    notes: db
      .all('SELECT id, at, actor, text FROM notes WHERE call_key = ? ORDER BY id', key)
      .map((note) => ({
        id: numberOf(note, 'id'),
        at: numberOf(note, 'at'),
        actor: textOf(note, 'actor'),
        text: textOf(note, 'text'),
      })),
    messages: listMessages(db, { callId }).messages,
    recordings: db
      .all(
        'SELECT path, start_ms, duration_ms, bytes FROM recordings WHERE call_key = ? ORDER BY id',
        key,
      )
      .map((recording) => ({
        path: textOf(recording, 'path'),
        startMs: numberOrNull(recording, 'start_ms'),
        durationMs: numberOf(recording, 'duration_ms'),
        bytes: numberOf(recording, 'bytes'),
      })),
  };
}

/** What was done to the call, and written on it while it went on, oldest first. */
function actsOf(db: Database, call: SqlRow): readonly CallAct[] {
  return db
    .all(
      `SELECT at, actor, action, json_extract(params, '$.on') AS is_on FROM audit
         WHERE call_id = ? AND result = 'ok' AND ((action GLOB 'call.*' AND action <> 'call.read')
           OR (action IN ('history.addNote', 'history.setTags') AND at <= coalesce(?, at))) ORDER BY seq`,
      ...[textOf(call, 'id'), numberOrNull(call, 'ended_at')],
    )
    .map((row) => ({
      atMs: numberOf(row, 'at') - numberOf(call, 'started_at'),
      actor: textOf(row, 'actor'),
      action: textOf(row, 'action') as AuditAction,
      ...switchOf(row),
    }));
}

function switchOf(row: SqlRow): Pick<CallAct, 'on'> {
  const isOn = numberOrNull(row, 'is_on');
  return isOn === null ? {} : { on: isOn === 1 };
}

/** The tags, kinds of alerts and actors of all calls. */
export function facetsOf(db: Database): HistoryFacets {
  return {
    tags: valuesOf(db, 'tag', 'tags'),
    alerts: valuesOf(db, 'signal', 'alerts').filter(isAlertSignal),
    actors: valuesOf(db, 'actor', 'acts'),
  };
}

/** Jumps from one value to the next by the column's index: no row in between is read. */
function valuesOf(db: Database, column: string, table: string): readonly string[] {
  return db
    .all(
      `WITH RECURSIVE each (value) AS (
         SELECT min(${column}) FROM ${table}
         UNION ALL
         SELECT (SELECT min(${column}) FROM ${table} WHERE ${column} > value) FROM each WHERE value IS NOT NULL
       )
       SELECT value FROM each WHERE value IS NOT NULL LIMIT ?`,
      MAX_FACETS,
    )
    .map((row) => textOf(row, 'value'));
}
