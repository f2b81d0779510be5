/** Entries of the audit as a table. */
import type { AuditLine } from '#model/auditLog';
import { csvOf, utc } from './csv';

const COLUMNS: Readonly<Record<string, (line: AuditLine) => string>> = {
  seq: ({ seq }) => String(seq),
  at: ({ at }) => utc(at),
  actor: ({ actor }) => actor,
  action: ({ action }) => action,
  callId: ({ callId }) => callId ?? '',
  caller: ({ call }) => call?.callerNumber ?? '',
  params: ({ params }) => params,
  result: ({ result }) => result,
  hash: ({ hash }) => hash,
};

/** One line an entry, with a line of column names; moments are in UTC. */
export function auditCsv(lines: readonly AuditLine[]): string {
  return csvOf([
    Object.keys(COLUMNS),
    ...lines.map((line) => Object.values(COLUMNS).map((valueOf) => valueOf(line))),
  ]);
}
