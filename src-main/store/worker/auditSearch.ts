/** Reading the audit. */
import type { AuditFacets, AuditLine, AuditQuery } from '#model/auditLog';
import { MAX_AUDIT_PAGE } from '#model/limits';
import type { Database, SqlRow, SqlValue } from './driver';
import { auditEntryOf, numberOf, textOf } from './rows';

/** Entries of a page, by default. */
const DEFAULT_PAGE = 100;

/** What is looked through for a text. */
const SEARCHED = `a.actor || ' ' || a.action || ' ' || a.params || ' ' || a.result || ' ' || coalesce(a.call_id, '')
  || ' ' || coalesce(c.caller_number || ' ' || c.caller_digits || ' ' || c.caller_name, '')`;

/** Conditions on the audit `a`, each with the part of the query that it needs. */
const CONDITIONS: readonly (readonly [string, (query: AuditQuery) => SqlValue | undefined])[] = [
  ['a.seq < ?', ({ before }) => before],
  ['a.actor = ?', ({ actor }) => actor],
  ['a.action = ?', ({ action }) => action],
  ['a.call_id = ?', ({ callId }) => callId],
  ['a.at >= ?', ({ from }) => from],
  ['a.at <= ?', ({ to }) => to],
  [
    "(a.result = 'ok') = ?",
    ({ result }) => (result === undefined ? undefined : result === 'ok' ? 1 : 0),
  ],
  [`instr(lower(${SEARCHED}), ?) > 0`, ({ text }) => text?.trim().toLowerCase()],
];

/** A page of the entries that meet the conditions, newest first. */
export function listAudit(db: Database, query: AuditQuery): readonly AuditLine[] {
  const limit = Math.min(MAX_AUDIT_PAGE, Math.max(1, Math.floor(query.limit ?? DEFAULT_PAGE)));
  const met = CONDITIONS.flatMap(([sql, valueOf]) => {
    const value = valueOf(query);
    return value === undefined ? [] : [{ sql, value }];
  });
  const where = met.length === 0 ? '' : `WHERE ${met.map(({ sql }) => sql).join(' AND ')}`;
  return db
    .all(
      `SELECT a.*, c.caller_number, c.caller_name, c.started_at
       FROM audit a LEFT JOIN calls c ON c.id = a.call_id ${where} ORDER BY a.seq DESC LIMIT ?`,
      ...[...met.map(({ value }) => value), limit],
    )
    .map(lineOf);
}

function lineOf(row: SqlRow): AuditLine {
  const isKept = typeof row['started_at'] === 'number';
  return {
    ...auditEntryOf(row),
    call: isKept
      ? {
          callerNumber: textOf(row, 'caller_number'),
          callerName: textOf(row, 'caller_name'),
          startedAt: numberOf(row, 'started_at'),
        }
      : null,
  };
}

export function auditFacetsOf(db: Database): AuditFacets {
  const values = (column: 'actor' | 'action') =>
    db
      .all(`SELECT DISTINCT ${column} AS value FROM audit ORDER BY 1`)
      .map((row) => textOf(row, 'value'));
  return { actors: values('actor'), actions: values('action') };
}
