import { create } from 'zustand';
import type { RequestResult } from '#contract/requests';
import type { AuditCheck, AuditFacets, AuditLine, AuditTable } from '#model/auditLog';
import type { Phrase } from '#model/phrases/phrase';
import { request } from '../../bridge/bridge';
import { LONG_LIMIT_MS, timedRequest } from '../../bridge/timedRequest';
import { type LateText, t } from '../../i18n/i18n';
import { savedNotice } from '../../state/savedNotice';
import { type AuditFilters, auditQueryOf, NO_AUDIT_FILTERS } from './auditFilters';

/** Entries of a page. */
const PAGE = 100;

/** Typing rests this long before the search runs, ms. */
const TYPING_MS = 250;

/** The entries that were read so far, newest first. `hasMore`: there are older ones. */
type AuditList = {
  readonly state: 'loading' | 'ready';
  readonly entries: readonly AuditLine[];
  readonly hasMore: boolean;
};

/** State of the check of the chain. */
type ChainCheck =
  | { readonly state: 'idle' }
  | { readonly state: 'running' }
  | { readonly state: 'intact'; readonly tookMs: number }
  | { readonly state: 'broken'; readonly seq: number }
  | { readonly state: 'failed'; readonly message: Phrase };

export type AuditState = {
  readonly filters: AuditFilters;
  readonly facets: AuditFacets;
  readonly list:
    | AuditList
    | {
        readonly state: 'failed';
        readonly entries: readonly AuditLine[];
        readonly hasMore: true;
        readonly message: Phrase;
      };
  /** `seq` of the entry that is shown in full. */
  readonly shown: number | null;
  readonly check: ChainCheck;
  /** Outcome of the newest export, in words; empty for none. */
  readonly notice: LateText | null;
};

/** State of the audit screen when the window opens. */
export const INITIAL_AUDIT: AuditState = {
  filters: NO_AUDIT_FILTERS,
  facets: { actors: [], actions: [] },
  list: { state: 'loading', entries: [], hasMore: true },
  shown: null,
  check: { state: 'idle' },
  notice: null,
};

export const useAuditStore = create<AuditState>()(() => INITIAL_AUDIT);

const { getState: get, setState: set } = useAuditStore;

let listNumber = 0;
let typing: ReturnType<typeof setTimeout> | undefined;

/** Changes filters and reads once typing rests. */
export function changeAuditFilters(patch: Partial<AuditFilters>): void {
  set(({ filters }) => ({ filters: { ...filters, ...patch } }));
  clearTimeout(typing);
  typing = setTimeout(() => void readAudit(), TYPING_MS);
}

export function clearAuditFilters(): void {
  set({ filters: NO_AUDIT_FILTERS });
  void readAudit();
}

/** Reads the newest entries, and what they can be searched by. */
export async function readAudit(): Promise<void> {
  clearTimeout(typing);
  await Promise.all([readPage([], null), readFacets()]);
}

/** Reads the entries before the oldest that is shown. */
export async function readOlder(): Promise<void> {
  const { list } = get();
  if (list.state !== 'loading' && list.hasMore) {
    await readPage(list.entries, list.entries.at(-1)?.seq ?? null);
  }
}

/** Shows an entry in full, at the top of a list without filters. */
export async function showEntry(seq: number): Promise<void> {
  set({ filters: NO_AUDIT_FILTERS, shown: seq });
  await readPage([], seq + 1);
}

async function readFacets(): Promise<void> {
  const answer = await timedRequest('audit:facets', null);
  if (answer.ok) {
    set({ facets: answer.value });
  }
}

async function readPage(known: readonly AuditLine[], before: number | null): Promise<void> {
  listNumber += 1;
  const own = listNumber;
  set(({ list }) => ({
    list: {
      state: 'loading',
      entries: known.length === 0 ? list.entries : known,
      hasMore: true,
    },
  }));
  const query = {
    ...auditQueryOf(get().filters),
    ...(before === null ? {} : { before }),
    limit: PAGE,
  };
  const answer = await timedRequest('audit:list', { query });
  if (own !== listNumber) {
    return;
  }
  set({
    list: answer.ok
      ? {
          state: 'ready',
          entries: [...known, ...answer.value],
          hasMore: answer.value.length === PAGE,
        }
      : { state: 'failed', entries: known, hasMore: true, message: answer.error.phrase },
  });
}

/**
 * Writes the entries that the filters find to a file. It has no time limit: the dialog may stay
 * open for any time.
 */
export async function exportAudit(format: AuditTable): Promise<void> {
  const answer = await request('audit:export', { query: auditQueryOf(get().filters), format });
  const notice = savedNotice(answer, (path) => t('audit.exported', { path }));
  if (notice !== null) {
    set({ notice });
  }
}

/** Lets the main process recompute the chain. */
export async function checkAudit(): Promise<void> {
  if (get().check.state === 'running') {
    return;
  }
  set({ check: { state: 'running' } });
  const answer = await timedRequest('audit:verify', null, LONG_LIMIT_MS);
  set({ check: checkOf(answer) });
}

function checkOf(answer: RequestResult<AuditCheck>): ChainCheck {
  if (!answer.ok) {
    return { state: 'failed', message: answer.error.phrase };
  }
  const { firstWrong, tookMs } = answer.value;
  return firstWrong === null ? { state: 'intact', tookMs } : { state: 'broken', seq: firstWrong };
}
