/** Entries of the audit as a table. */
import type { AuditLine } from '#model/auditLog';
import type { Language } from '#model/language';
import { csvOf, headsOf, utc } from './csv';

const COLUMNS = {
  seq: ({ seq }) => String(seq),
  at: ({ at }) => utc(at),
  actor: ({ actor }) => actor,
  action: ({ action }) => action,
  callId: ({ callId }) => callId ?? '',
  caller: ({ call }) => call?.callerNumber ?? '',
  params: ({ params }) => params,
  result: ({ result }) => result,
  hash: ({ hash }) => hash,
} satisfies Readonly<Record<string, (line: AuditLine) => string>>;

/**
 * One line an entry, with a line of column names, in English unless another language is given;
 * moments are in UTC.
 */
export function auditCsv(lines: readonly AuditLine[], language: Language = 'en'): string {
  return csvOf(
    [
      headsOf(COLUMNS, language),
      ...lines.map((line) => Object.values(COLUMNS).map((valueOf) => valueOf(line))),
    ],
    language,
  );
}
