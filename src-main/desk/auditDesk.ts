import type { HistoryStore } from '#main/store/historyStore';
import { ok, type Result } from '#main/util/result';
import type { AuditCheck, AuditFacets, AuditLine, AuditQuery, AuditTable } from '#model/auditLog';
import type { Language } from '#model/language';
import { MAX_AUDIT_PAGE, MAX_LISTED_ENTRIES } from '#model/limits';
import type { Actor } from './actor';
import { asking } from './askRecord';
import { auditCsv } from './auditCsv';
import type { ExportFile } from './callExport';
import type { Deeds } from './deeds';

/** Who did what, for one actor. Fails as the history desk does. */
export interface AuditDesk {
  /** A page of the entries that meet the conditions, newest first. */
  list(query: AuditQuery): Promise<Result<readonly AuditLine[]>>;
  /** What entries can be searched by now. */
  facets(): Promise<Result<AuditFacets>>;
  /** Recomputes the chain. */
  verify(): Promise<Result<AuditCheck>>;
  /**
   * The entries that meet the conditions as a file, newest first; MAX_LISTED_ENTRIES at most. The
   * heads of a table are in English unless another language is given. The audit notes each export.
   */
  export(query: AuditQuery, format: AuditTable, language?: Language): Promise<Result<ExportFile>>;
}

export type AuditDeskParts = { readonly history: HistoryStore | null; readonly deeds: Deeds };

export function createAuditDesk({ history, deeds }: AuditDeskParts, actor: Actor): AuditDesk {
  const ask = asking(history);
  return {
    list: (query) => ask((store) => store.listAudit(query)),
    facets: () => ask((store) => store.auditFacets()),
    verify: async () => {
      const startedAt = performance.now();
      const checked = await ask((store) => store.verifyAudit());
      const tookMs = performance.now() - startedAt;
      return checked.ok ? ok({ firstWrong: checked.value, tookMs }) : checked;
    },
    export: (query, format, language) =>
      deeds.do(actor, { action: 'audit.export', callId: null, params: { format } }, async () => {
        const lines = await ask((store) => allLines(store, query));
        return lines.ok ? ok(auditFile(lines.value, format, language)) : lines;
      }),
  };
}

function auditFile(
  lines: readonly AuditLine[],
  format: AuditTable,
  language?: Language,
): ExportFile {
  const content =
    format === 'csv' ? auditCsv(lines, language) : `${JSON.stringify(lines, null, 2)}\n`;
  return { name: auditName(format), content };
}

export function auditName(format: AuditTable): string {
  return `audit-${new Date().toISOString().slice(0, 10)}.${format}`;
}

/** Every entry that meets the conditions, page by page. */
async function allLines(
  store: HistoryStore,
  query: AuditQuery,
): Promise<Result<readonly AuditLine[]>> {
  const lines: AuditLine[] = [];
  let isMore = true;
  while (isMore && lines.length < MAX_LISTED_ENTRIES) {
    const last = lines.at(-1);
    const page = await store.listAudit({
      ...query,
      ...(last === undefined ? {} : { before: last.seq }),
      limit: MAX_AUDIT_PAGE,
    });
    if (!page.ok) {
      return page;
    }
    lines.push(...page.value);
    isMore = page.value.length === MAX_AUDIT_PAGE;
  }
  return ok(lines);
}
