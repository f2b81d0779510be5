import { create } from 'zustand';
import type { RequestResult } from '#contract/requests';
import type { AuditEntry } from '#model/history';
import { LONG_LIMIT_MS, timedRequest } from '../../bridge/timedRequest';
import { inWords } from '../../i18n/inWords';

/** Entries of a page. */
const PAGE = 100;

/** The entries that were read so far, newest first. `hasMore`: there are older ones. */
type AuditList = {
  readonly state: 'loading' | 'ready';
  readonly entries: readonly AuditEntry[];
  readonly hasMore: boolean;
};

/** State of the check of the chain. */
type AuditCheck =
  | { readonly state: 'idle' }
  | { readonly state: 'running' }
  | { readonly state: 'intact' }
  | { readonly state: 'broken'; readonly seq: number }
  | { readonly state: 'failed'; readonly message: string };

export type AuditState = {
  readonly list:
    | AuditList
    | {
        readonly state: 'failed';
        readonly entries: readonly AuditEntry[];
        readonly hasMore: true;
        readonly message: string;
      };
  readonly check: AuditCheck;
};

/** State of the audit screen when the window opens. */
export const INITIAL_AUDIT: AuditState = {
  list: { state: 'loading', entries: [], hasMore: true },
  check: { state: 'idle' },
};

export const useAuditStore = create<AuditState>()(() => INITIAL_AUDIT);

const { getState: get, setState: set } = useAuditStore;

let listNumber = 0;

export async function readAudit(): Promise<void> {
  await readPage([]);
}

/** Reads the entries before the oldest that is shown. */
export async function readOlder(): Promise<void> {
  const { list } = get();
  if (list.state !== 'loading' && list.hasMore) {
    await readPage(list.entries);
  }
}

async function readPage(shown: readonly AuditEntry[]): Promise<void> {
  listNumber += 1;
  const own = listNumber;
  const before = shown.at(-1)?.seq ?? null;
  set(({ list }) => ({
    list: { state: 'loading', entries: before === null ? list.entries : shown, hasMore: true },
  }));
  const answer = await timedRequest('audit:list', { before, limit: PAGE });
  if (own !== listNumber) {
    return;
  }
  set({
    list: answer.ok
      ? {
          state: 'ready',
          entries: [...shown, ...answer.value],
          hasMore: answer.value.length === PAGE,
        }
      : { state: 'failed', entries: shown, hasMore: true, message: inWords(answer.error.phrase) },
  });
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

function checkOf(answer: RequestResult<number | null>): AuditCheck {
  if (!answer.ok) {
    return { state: 'failed', message: inWords(answer.error.phrase) };
  }
  return answer.value === null ? { state: 'intact' } : { state: 'broken', seq: answer.value };
}
