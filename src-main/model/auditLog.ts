/** Reading the audit: what it is searched by, and what is shown of it. */
import type { CallId } from './call';
import type { AuditEntry, RecordedCall } from './history';

/** What the audit is searched by. All conditions must hold; an absent one does not count. */
export type AuditQuery = {
  /** Who, as the audit names them. */
  readonly actor?: string;
  readonly action?: string;
  readonly callId?: CallId;
  /** Epoch ms, of the deed. */
  readonly from?: number;
  readonly to?: number;
  readonly result?: AuditResult;
  /** Part of any column, or of the number or name of the caller. */
  readonly text?: string;
  /** Entries with a smaller `seq`: where the page before ended. */
  readonly before?: number;
  /** Entries of a page, 1 to MAX_AUDIT_PAGE; default 100. */
  readonly limit?: number;
};

/** What came of a deed. */
export const AUDIT_RESULTS = ['ok', 'failed'] as const;

/** See AUDIT_RESULTS. */
export type AuditResult = (typeof AUDIT_RESULTS)[number];

/** An entry with the call it is about; null where the record has none of that id (any more). */
export type AuditLine = AuditEntry & {
  readonly call: Pick<RecordedCall, 'callerNumber' | 'callerName' | 'startedAt'> | null;
};

/** Who has acted so far and what was done, each once and in order. */
export type AuditFacets = {
  readonly actors: readonly string[];
  readonly actions: readonly string[];
};

/** What came of recomputing the chain. */
export type AuditCheck = {
  /** `seq` of the first entry that does not fit; null when all do. */
  readonly firstWrong: number | null;
  readonly tookMs: number;
};

/** How entries are written to a file. */
export const AUDIT_TABLES = ['csv', 'json'] as const;

/** See AUDIT_TABLES. */
export type AuditTable = (typeof AUDIT_TABLES)[number];
