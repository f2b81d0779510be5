import { create } from 'zustand';
import type { CallId } from '#model/call';
import type { CallRecord, HistoryHit } from '#model/history';
import type { Phrase } from '#model/phrases/phrase';
import { timedRequest } from '../../bridge/timedRequest';
import type { LateText } from '../../i18n/i18n';
import { type HistoryFilters, NO_FILTERS, queryOf } from './search/historyFilters';

/** Typing rests this long before the search runs, ms. */
const TYPING_MS = 250;

/**
 * What was found. In `loading` the hits are those of the search before; in `loadingMore` another
 * page is on its way.
 */
export type Results =
  | { readonly state: 'loading'; readonly hits: readonly HistoryHit[] }
  | { readonly state: 'ready'; readonly hits: readonly HistoryHit[]; readonly next: string | null }
  | { readonly state: 'loadingMore'; readonly hits: readonly HistoryHit[]; readonly next: string }
  | { readonly state: 'failed'; readonly hits: readonly []; readonly message: Phrase }
  | {
      readonly state: 'moreFailed';
      readonly hits: readonly HistoryHit[];
      readonly next: string;
      readonly message: Phrase;
    };

/** The call page. A page that is read again after a change stays `ready` meanwhile. */
type OpenRecord =
  | { readonly state: 'none' }
  | { readonly state: 'loading'; readonly callId: CallId }
  | { readonly state: 'ready'; readonly callId: CallId; readonly record: CallRecord }
  | { readonly state: 'failed'; readonly callId: CallId; readonly message: Phrase };

/** Something to read on top of the screen, until the next one or until it is dismissed. */
type ScreenNotice = { readonly level: 'info' | 'danger'; readonly text: LateText };

/** State of the history screen; it survives a visit to another screen. */
export type HistoryState = {
  readonly filters: HistoryFilters;
  readonly results: Results;
  readonly open: OpenRecord;
  readonly notice: ScreenNotice | null;
};

/** State of the history screen when the window opens. */
export const INITIAL_HISTORY: HistoryState = {
  filters: NO_FILTERS,
  results: { state: 'loading', hits: [] },
  open: { state: 'none' },
  notice: null,
};

export const useHistoryStore = create<HistoryState>()(() => INITIAL_HISTORY);

const { getState: get, setState: set } = useHistoryStore;

/** Number of the newest search: answers to older ones are ignored. */
let searchNumber = 0;
let typing: ReturnType<typeof setTimeout> | undefined;

/** Changes filters and searches once typing rests. */
export function changeFilters(patch: Partial<HistoryFilters>): void {
  set(({ filters }) => ({ filters: { ...filters, ...patch } }));
  clearTimeout(typing);
  typing = setTimeout(() => void search(), TYPING_MS);
}

/** Clears the filters and searches. */
export function clearFilters(): void {
  set({ filters: NO_FILTERS });
  void search();
}

/** Asks for the first page. */
export async function search(): Promise<void> {
  clearTimeout(typing);
  searchNumber += 1;
  const own = searchNumber;
  const { filters, results } = get();
  set({ results: { state: 'loading', hits: results.hits } });
  const answer = await timedRequest('history:search', { query: queryOf(filters) });
  if (own !== searchNumber) {
    return;
  }
  set({
    results: answer.ok
      ? { state: 'ready', hits: answer.value.hits, next: answer.value.next }
      : { state: 'failed', hits: [], message: answer.error.phrase },
  });
}

/** Asks for the next page, if there is one and it is not asked for already. */
export async function searchMore(): Promise<void> {
  const { filters, results } = get();
  if ((results.state !== 'ready' && results.state !== 'moreFailed') || results.next === null) {
    return;
  }
  const { hits, next } = results;
  const own = searchNumber;
  set({ results: { state: 'loadingMore', hits, next } });
  const answer = await timedRequest('history:search', {
    query: { ...queryOf(filters), cursor: next },
  });
  if (own !== searchNumber) {
    return;
  }
  set({
    results: answer.ok
      ? { state: 'ready', hits: withoutRepeats(hits, answer.value.hits), next: answer.value.next }
      : { state: 'moreFailed', hits, next, message: answer.error.phrase },
  });
}

/** All hits, each call once: a call may have moved from one page to the next. */
function withoutRepeats(
  hits: readonly HistoryHit[],
  more: readonly HistoryHit[],
): readonly HistoryHit[] {
  const known = new Set(hits.map((hit) => hit.call.id));
  return [...hits, ...more.filter((hit) => !known.has(hit.call.id))];
}

let reading = false;

/**
 * Opens the page of a call. One page is read at a time: while an arrow key is held down, the calls
 * in between are skipped.
 */
export async function openRecord(callId: CallId): Promise<void> {
  set({ open: { state: 'loading', callId } });
  if (reading) {
    return;
  }
  reading = true;
  try {
    for (let wanted: CallId | null = callId; wanted !== null; wanted = stillWanted()) {
      await readRecord(wanted);
    }
  } finally {
    reading = false;
  }
}

function stillWanted(): CallId | null {
  const { open } = get();
  return open.state === 'loading' ? open.callId : null;
}

async function readRecord(callId: CallId): Promise<void> {
  const answer = await timedRequest('history:call', { callId });
  const { open } = get();
  if (open.state === 'none' || open.callId !== callId) {
    return;
  }
  set({
    open: answer.ok
      ? { state: 'ready', callId, record: answer.value }
      : { state: 'failed', callId, message: answer.error.phrase },
  });
}

/**
 * Reads the open call again and keeps its page visible meanwhile. The list gets the changes too.
 */
export async function refreshRecord(callId: CallId): Promise<void> {
  const { open: shown } = get();
  if (!('callId' in shown) || shown.callId !== callId) {
    return;
  }
  await readRecord(callId);
  const { open, results } = get();
  if (open.state === 'ready' && open.callId === callId) {
    const { call } = open.record;
    const hits = results.hits.map((hit) => (hit.call.id === callId ? { ...hit, call } : hit));
    set({ results: { ...results, hits } as Results });
  }
}
