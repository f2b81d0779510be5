/** Rows of the record as model data. */
import { type AlertSeverity, type AlertSignal, isAlertSignal } from '#model/alert';
import type { AuditAction } from '#model/audit';
import type { CallDirection, MediaTransportName } from '#model/call';
import type { Disclosure } from '#model/disclosure';
import type { EndReason } from '#model/endReasons';
import type {
  AuditEntry,
  RecordedAlert,
  RecordedCall,
  RecordedEvent,
  RecordedState,
} from '#model/history';
import type { LookUp } from '#model/lookUp';
import { type CallMetrics, EMPTY_METRICS } from '#model/metrics';
import { isPhrase, type Phrase, phrase } from '#model/phrases/phrase';
import { isOver, type ToolUse } from '#model/toolUse';
import type { Turn, TurnSpeaker, TurnStatus } from '#model/transcript';
import type { Trial } from '#model/trial';
import { isVoiceName } from '#model/voices';
import type { SqlRow } from './driver';
import { TURNS_PER_CALL } from './schema';

/** A text column; empty when it is not text. */
export function textOf(row: SqlRow, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? value : '';
}

/** A text column that may be null. */
function textOrNull(row: SqlRow, column: string): string | null {
  const value = row[column];
  return typeof value === 'string' ? value : null;
}

/** A number column; 0 when it is not a number. */
export function numberOf(row: SqlRow, column: string): number {
  return Number(row[column] ?? 0);
}

/** A number column that may be null. */
export function numberOrNull(row: SqlRow, column: string): number | null {
  const value = row[column];
  return value === null || value === undefined ? null : Number(value);
}

/** A JSON column with a list of texts. */
export function textsOf(row: SqlRow, column: string): readonly string[] {
  const value: unknown = JSON.parse(textOf(row, column) || '[]');
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Columns that `callOf` needs, of `calls AS c`. */
export const CALL_COLUMNS = `c.key, c.id, c.caller_number, c.caller_name, c.dialed_number, c.direction,
  c.profile_id, c.profile_name, c.model, c.transport, c.demo, c.trial, c.state, c.end_reason,
  c.started_at, c.answered_at, c.ended_at, c.voice, c.metrics, c.disclosure,
  (SELECT outcome FROM summaries WHERE call_key = c.key) AS outcome,
  (SELECT json_group_array(tag) FROM tags WHERE call_key = c.key) AS tags,
  EXISTS (SELECT 1 FROM recordings WHERE call_key = c.key) AS recorded,
  (SELECT json_group_array(DISTINCT actor) FROM audit WHERE call_id = c.id AND result = 'ok'
     AND action GLOB 'call.*' AND action <> 'call.read') AS actors,
  (SELECT json_group_array(DISTINCT signal) FROM alerts WHERE call_key = c.key) AS alerts`;

export function callOf(row: SqlRow): RecordedCall {
  const voice = textOf(row, 'voice');
  return {
    id: textOf(row, 'id'),
    callerNumber: textOf(row, 'caller_number'),
    callerName: textOf(row, 'caller_name'),
    dialedNumber: textOf(row, 'dialed_number'),
    direction: textOf(row, 'direction') as CallDirection,
    profileId: textOf(row, 'profile_id'),
    profileName: textOf(row, 'profile_name'),
    model: textOf(row, 'model'),
    transport: textOrNull(row, 'transport') as MediaTransportName | null,
    demo: numberOf(row, 'demo') === 1,
    trial: JSON.parse(textOf(row, 'trial') || 'null') as Trial | null,
    state: textOf(row, 'state') as RecordedState,
    endReason: textOrNull(row, 'end_reason') as EndReason | null,
    startedAt: numberOf(row, 'started_at'),
    answeredAt: numberOrNull(row, 'answered_at'),
    endedAt: numberOrNull(row, 'ended_at'),
    voice: isVoiceName(voice) ? voice : 'Puck',
    metrics: metricsOf(textOf(row, 'metrics')),
    disclosure: textOrNull(row, 'disclosure') as Disclosure | null,
    outcome: textOrNull(row, 'outcome'),
    tags: textsOf(row, 'tags'),
    recorded: numberOf(row, 'recorded') === 1,
    actors: textsOf(row, 'actors'),
    // Another version may know more signals.
    alerts: textsOf(row, 'alerts').filter(isAlertSignal),
  };
}

/** The look-up of a call. A reason that this version does not know is shown by its words. */
export function lookUpOf(row: SqlRow | undefined): LookUp | null {
  const json = row === undefined ? '' : textOf(row, 'look_up');
  const lookUp = JSON.parse(json || 'null') as LookUp | null;
  return lookUp?.state === 'failed' && !isPhrase(lookUp.phrase)
    ? { ...lookUp, phrase: phrase('text', { text: lookUp.message }) }
    : lookUp;
}

/** A file of an older version lacks some figures. */
function metricsOf(json: string): CallMetrics {
  return { ...EMPTY_METRICS, ...(JSON.parse(json) as Partial<CallMetrics>) };
}

export function turnOf(row: SqlRow): Turn {
  return {
    id: numberOf(row, 'id') % TURNS_PER_CALL,
    speaker: textOf(row, 'speaker') as TurnSpeaker,
    status: textOf(row, 'status') as TurnStatus,
    text: textOf(row, 'text'),
    note: noteOf(row),
    heardChars: numberOrNull(row, 'heard_chars'),
    startMs: numberOf(row, 'start_ms'),
    endMs: numberOrNull(row, 'end_ms'),
    timeToFirstAudioMs: numberOrNull(row, 'first_audio_ms'),
    ...toolOf(row),
    ...byOf(row),
  };
}

/** A call of a tool that was under way when the program broke off has come to nothing. */
function toolOf(row: SqlRow): Pick<Turn, 'tool'> {
  const json = textOf(row, 'tool');
  if (json === '') {
    return {};
  }
  const tool = JSON.parse(json) as ToolUse;
  const wentOn = textOf(row, 'status') === 'partial' || isOver(tool);
  return { tool: wentOn ? tool : { ...tool, state: 'cancelled' } };
}

function byOf(row: SqlRow): Pick<Turn, 'by'> {
  const by = textOf(row, 'by');
  return by === '' ? {} : { by };
}

function noteOf(row: SqlRow): Phrase | null {
  return textOf(row, 'speaker') === 'system'
    ? phraseOf(textOf(row, 'note_code'), textOf(row, 'note_params'), textOf(row, 'text'))
    : null;
}

export function eventOf(row: SqlRow): RecordedEvent {
  return {
    atMs: numberOf(row, 'at_ms'),
    kind: textOf(row, 'kind'),
    phrase: phraseOf(textOf(row, 'code'), textOf(row, 'params'), textOf(row, 'text')),
  };
}

/**
 * What a row says. It is shown by the words it was written with when there is no phrase to show: a
 * row of an older version has no code, and this version may not know the code of a later one.
 */
export function phraseOf(code: string, params: string, text: string): Phrase {
  const said = { code, params: JSON.parse(params || '{}') as unknown };
  return isPhrase(said) ? said : phrase('text', { text });
}

export function alertOf(row: SqlRow): RecordedAlert {
  const by = textOrNull(row, 'acknowledged_by');
  const message = textOf(row, 'message');
  return {
    id: textOf(row, 'id'),
    signal: textOf(row, 'signal') as AlertSignal,
    topic: textOf(row, 'topic'),
    severity: textOf(row, 'severity') as AlertSeverity,
    phrase: phraseOf(textOf(row, 'code'), textOf(row, 'params'), message),
    message,
    at: numberOf(row, 'at'),
    turnId: numberOrNull(row, 'turn_id'),
    over: numberOrNull(row, 'over'),
    acknowledged: by === null ? null : { by, at: numberOf(row, 'acknowledged_at') },
  };
}

export function auditEntryOf(row: SqlRow): AuditEntry {
  return {
    seq: numberOf(row, 'seq'),
    at: numberOf(row, 'at'),
    actor: textOf(row, 'actor'),
    action: textOf(row, 'action') as AuditAction,
    callId: textOrNull(row, 'call_id'),
    params: textOf(row, 'params'),
    result: textOf(row, 'result'),
    hash: textOf(row, 'hash'),
  };
}
