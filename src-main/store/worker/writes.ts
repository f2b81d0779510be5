/** Writing the record: calls and what belongs to them, and what supervisors add. */
import type { Call, CallId } from '#model/call';
import type { CallRecording, RecordedEvent, RecordingPeaks } from '#model/history';
import { phrase, wordsOf } from '#model/phrases/phrase';
import type { Turn } from '#model/transcript';
import type { RecordingWithoutPeaks, RecordRow } from '../historyMessages';
import { callerSearchText, digitsOf } from './comparedText';
import type { Database } from './driver';
import { problemOf, StoreFault } from './fault';
import { writeMessage } from './inbox';
import { numberOf, textOf } from './rows';
import { CALL_KEY_MS, SUMMARY_TURN, TURNS_PER_CALL } from './schema';
import { writeSummary } from './summaries';
import { writeReplay } from './trialRows';
import { indexTurn, unindexTurn } from './unspacedText';
import { putWebhook, removeWebhook } from './webhookRows';

/** Recordings that are listed at a time. */
const PEAKS_BATCH = 16;

/** Largest call key: see CALL_KEY_MS. */
const MAX_CALL_KEY = Math.floor(Number.MAX_SAFE_INTEGER / TURNS_PER_CALL) - 1;

/**
 * Writes rows in one transaction. A row that does not fit the record, e.g. because its call was
 * removed, is refused. Gives how many were. When the file cannot be written this throws what SQLite
 * throws, and nothing is written.
 */
export function writeRows(db: Database, rows: readonly RecordRow[]): number {
  let refused = 0;
  db.transaction(() => {
    for (const row of rows) {
      try {
        db.savepoint(() => {
          if (!writeRow(db, row)) {
            refused += 1;
          }
        });
      } catch (error) {
        // A row that breaks a rule of the schema must not hold up the others.
        const problem = problemOf(error);
        if (problem !== null && problem !== 'other') {
          throw error;
        }
        refused += 1;
      }
    }
  });
  return refused;
}

/** Null when the record does not have the call. */
function callKeyOf(db: Database, callId: CallId): number | null {
  const row = db.get('SELECT key FROM calls WHERE id = ?', callId);
  return row === undefined ? null : numberOf(row, 'key');
}

/** The key of a call. Throws `not-found`. */
export function knownCallKey(db: Database, callId: CallId): number {
  const key = callKeyOf(db, callId);
  if (key === null) {
    throw new StoreFault('not-found', phrase('history.no-call'));
  }
  return key;
}

/**
 * Calls that were live when Cordboard ended become `interrupted`, and their partial turns final.
 * Gives the number of these calls.
 */
export function markInterrupted(db: Database, liveCalls: readonly CallId[]): number {
  return db.transaction(() => {
    const left = db
      .all("SELECT key, id FROM calls WHERE state = 'live'")
      .filter((row) => !liveCalls.includes(textOf(row, 'id')))
      .map((row) => numberOf(row, 'key'));
    for (const key of left) {
      db.run(
        "UPDATE calls SET state = 'interrupted', ended_at = coalesce(ended_at, touched_at) WHERE key = ?",
        key,
      );
      completeTurns(db, key);
    }
    return left.length;
  });
}

function completeTurns(db: Database, key: number): void {
  const partial = db.all(
    "SELECT id, text FROM turns WHERE id >= ? AND id < ? AND status = 'partial'",
    ...[key * TURNS_PER_CALL, (key + 1) * TURNS_PER_CALL],
  );
  for (const row of partial) {
    const id = numberOf(row, 'id');
    db.run(
      "UPDATE turns SET status = 'final', end_ms = coalesce(end_ms, start_ms) WHERE id = ?",
      id,
    );
    indexTurn(db, id, textOf(row, 'text'));
  }
}

/**
 * Builds the text indexes anew. What is still being said is not in them, and a rebuild takes all
 * rows: words of a partial turn would stay when it changes, and also when its caller is erased.
 */
export function rebuildIndex(db: Database): void {
  db.transaction(() => {
    db.exec(
      `INSERT INTO turns_fts (turns_fts) VALUES ('rebuild');
       INSERT INTO turns_fts (turns_fts, rowid, text)
         SELECT 'delete', id, text FROM turns WHERE status = 'partial';
       INSERT INTO turns_unspaced (turns_unspaced) VALUES ('rebuild')`,
    );
  });
}

/** Throws `not-found`. */
export function addNote(db: Database, callId: CallId, actor: string, text: string): void {
  const key = knownCallKey(db, callId);
  db.run(
    'INSERT INTO notes (call_key, at, actor, text) VALUES (?, ?, ?, ?)',
    ...[key, Date.now(), actor, text],
  );
}

/** Replaces the tags of a call; blank and repeated ones are left out. Throws `not-found`. */
export function setTags(db: Database, callId: CallId, tags: readonly string[]): void {
  const key = knownCallKey(db, callId);
  db.transaction(() => {
    db.run('DELETE FROM tags WHERE call_key = ?', key);
    for (const tag of tags.map((text) => text.trim()).filter((text) => text !== '')) {
      db.run('INSERT OR IGNORE INTO tags (call_key, tag) VALUES (?, ?)', key, tag);
    }
  });
}

/** Some of the complete recordings that lack an overview. */
export function recordingsWithoutPeaks(db: Database): readonly RecordingWithoutPeaks[] {
  return db
    .all(
      'SELECT id, path FROM recordings WHERE peaks IS NULL AND bytes > 0 ORDER BY id LIMIT ?',
      PEAKS_BATCH,
    )
    .map((row) => ({ id: numberOf(row, 'id'), path: textOf(row, 'path') }));
}

export function putPeaks(db: Database, id: number, peaks: RecordingPeaks): void {
  db.run(
    'UPDATE recordings SET bucket_ms = ?, peaks = ? WHERE id = ?',
    ...[peaks.bucketMs, peaks.peaks, id],
  );
}

/** Null when the overview is not made yet, or there is no such recording. Throws `not-found`. */
export function peaksOf(db: Database, callId: CallId, path: string): RecordingPeaks | null {
  const row = db.get(
    'SELECT bucket_ms, peaks FROM recordings WHERE call_key = ? AND path = ?',
    ...[knownCallKey(db, callId), path],
  );
  const peaks = row?.['peaks'];
  return row !== undefined && peaks instanceof Uint8Array
    ? { bucketMs: numberOf(row, 'bucket_ms'), peaks }
    : null;
}

function writeRow(db: Database, row: RecordRow): boolean {
  switch (row.kind) {
    case 'call':
      return writeCall(db, row.call);
    case 'webhook':
      return putWebhook(db, row.webhook);
    case 'webhook-gone':
      removeWebhook(db, row);
      return true;
    default:
      return writePart(db, row);
  }
}

/** A part of a call. */
function writePart(db: Database, row: Extract<RecordRow, { readonly callId: CallId }>): boolean {
  const key = callKeyOf(db, row.callId);
  if (key === null) {
    return false;
  }
  switch (row.kind) {
    case 'turn':
      return writeTurn(db, key, row.turn);
    case 'event':
      return writeEvent(db, key, row.event);
    case 'replay':
      return writeReplay(db, key, row.replay);
    case 'message':
      return writeMessage(db, key, row.message);
    case 'summary':
      return writeSummary(db, key, row.summary);
    case 'recording':
      return writeRecording(db, key, row.recording);
  }
}

function writeCall(db: Database, call: Call): boolean {
  const key = callKeyOf(db, call.id) ?? newCallKey(db, call);
  if (key === null) {
    return false;
  }
  db.run(
    `INSERT INTO calls (key, id, caller_number, caller_digits, caller_name, caller_search, dialed_number, direction, profile_id, profile_name,
       model, demo, started_at, transport, state, end_reason, answered_at, ended_at, touched_at, voice, metrics,
       cost_usd, barge_ins, wait_ms, disclosure, look_up, trial)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET caller_number = excluded.caller_number, caller_digits = excluded.caller_digits,
       caller_name = excluded.caller_name, caller_search = excluded.caller_search,
       transport = coalesce(excluded.transport, transport), state = excluded.state,
       end_reason = excluded.end_reason, answered_at = excluded.answered_at, ended_at = excluded.ended_at,
       touched_at = excluded.touched_at, voice = excluded.voice, metrics = excluded.metrics,
       cost_usd = excluded.cost_usd, barge_ins = excluded.barge_ins, wait_ms = excluded.wait_ms,
       disclosure = excluded.disclosure, look_up = excluded.look_up`,
    ...[key, call.id, call.callerNumber, digitsOf(call.callerNumber), call.callerName],
    ...[callerSearchText(call.callerNumber, call.callerName), call.dialedNumber],
    ...[call.direction, call.profileId, call.profileName, call.model, call.demo ? 1 : 0],
    ...[Math.round(call.startedAt), call.transport, call.state === 'ended' ? 'ended' : 'live'],
    ...[call.endReason, rounded(call.answeredAt), rounded(call.endedAt), Date.now(), call.voice],
    ...[JSON.stringify(call.metrics), call.metrics.costEstimateUsd, call.metrics.bargeIns],
    ...[call.metrics.medianTimeToFirstAudioMs, call.disclosure, JSON.stringify(call.lookUp)],
    call.trial === null ? null : JSON.stringify(call.trial),
  );
  if (call.trial?.kind !== 'replay') {
    writeAlerts(db, key, call);
  }
  const { bargeIns, lastBargeInReactionMs } = call.metrics;
  if (lastBargeInReactionMs !== null) {
    writeMetric(db, key, 'barge-in-reaction', bargeIns, Date.now() - call.startedAt, [
      lastBargeInReactionMs,
    ]);
  }
  return true;
}

/** Null when the call was erased while rows of it were still to come. */
function newCallKey(db: Database, call: Call): number | null {
  if (db.get('SELECT 1 FROM erased_calls WHERE call_id = ?', call.id) !== undefined) {
    return null;
  }
  const wanted = Math.min(MAX_CALL_KEY, Math.max(0, Math.floor(call.startedAt / CALL_KEY_MS)));
  let key = wanted;
  while (db.get('SELECT 1 FROM calls WHERE key = ?', key) !== undefined) {
    key += 1;
  }
  return key;
}

function writeAlerts(db: Database, key: number, call: Call): void {
  for (const { phrase, acknowledged, ...alert } of call.alerts) {
    db.run(
      `INSERT INTO alerts (call_key, id, signal, topic, severity, code, params, message, at, turn_id, over, acknowledged_by, acknowledged_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET severity = excluded.severity, code = excluded.code, params = excluded.params,
         message = excluded.message, at = excluded.at, turn_id = excluded.turn_id, over = excluded.over,
         acknowledged_by = excluded.acknowledged_by, acknowledged_at = excluded.acknowledged_at`,
      ...[key, alert.id, alert.signal, alert.topic, alert.severity],
      ...[phrase.code, JSON.stringify(phrase.params), alert.message, Math.round(alert.at)],
      ...[alert.turnId, rounded(alert.over), acknowledged?.by ?? null],
      rounded(acknowledged?.at ?? null),
    );
  }
}

/** A figure of a moment of the call. Only the first one of each `seq` is kept. */
function writeMetric(
  db: Database,
  key: number,
  kind: string,
  seq: number,
  atMs: number,
  [value]: readonly [number],
): void {
  db.run(
    'INSERT OR IGNORE INTO metrics (call_key, kind, seq, at_ms, value) VALUES (?, ?, ?, ?, ?)',
    ...[key, kind, seq, atMs, value],
  );
}

function writeTurn(db: Database, key: number, turn: Turn): boolean {
  if (turn.id >= SUMMARY_TURN) {
    return false;
  }
  // These characters mark hits and gaps in what the text indexes give back.
  const text = turn.text.replaceAll(/[\u0001-\u0003]/g, '');
  const id = key * TURNS_PER_CALL + turn.id;
  db.run(
    `INSERT INTO turns (id, speaker, status, text, note_code, note_params, heard_chars, start_ms, end_ms, first_audio_ms,
       tool, by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, text = excluded.text, note_code = excluded.note_code,
       note_params = excluded.note_params, heard_chars = excluded.heard_chars, start_ms = excluded.start_ms,
       end_ms = excluded.end_ms, first_audio_ms = excluded.first_audio_ms, tool = excluded.tool, by = excluded.by`,
    ...[id, turn.speaker, turn.status, text],
    ...[turn.note?.code ?? null, turn.note === null ? null : JSON.stringify(turn.note.params)],
    ...[turn.heardChars, turn.startMs, turn.endMs, turn.timeToFirstAudioMs],
    turn.tool === undefined ? null : JSON.stringify(turn.tool),
    turn.by ?? null,
  );
  if (turn.status === 'partial') {
    unindexTurn(db, id);
  } else {
    indexTurn(db, id, text);
  }
  if (turn.timeToFirstAudioMs !== null) {
    writeMetric(db, key, 'time-to-first-audio', turn.id, turn.startMs, [turn.timeToFirstAudioMs]);
  }
  return true;
}

function writeEvent(db: Database, key: number, event: RecordedEvent): boolean {
  const { code, params } = event.phrase;
  db.run(
    'INSERT OR IGNORE INTO events (call_key, at_ms, kind, text, code, params) VALUES (?, ?, ?, ?, ?, ?)',
    ...[key, event.atMs, event.kind, wordsOf(event.phrase), code, JSON.stringify(params)],
  );
  return true;
}

function writeRecording(db: Database, key: number, recording: CallRecording): boolean {
  db.run(
    `INSERT INTO recordings (call_key, path, start_ms, duration_ms, bytes) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (call_key, path) DO UPDATE SET start_ms = excluded.start_ms, duration_ms = excluded.duration_ms, bytes = excluded.bytes,
       bucket_ms = NULL, peaks = NULL`,
    ...[key, recording.path, recording.startMs, recording.durationMs, Math.round(recording.bytes)],
  );
  return true;
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}
