import { create } from 'zustand';
import type { CallId } from '#model/call';
import { LONG_LIMIT_MS, timedRequest } from '#window/bridge/timedRequest';
import { inWords } from '#window/i18n/inWords';
import { useHistoryStore } from '../historyStore';
import { queryOf } from '../search/historyFilters';

/** The calls that were checked, also those that another search found. */
export type Selection = { readonly ids: ReadonlySet<CallId> };

export const NOTHING_SELECTED: Selection = { ids: new Set() };

export const useSelectionStore = create<Selection>()(() => NOTHING_SELECTED);

/** Checks a call, or unchecks it. */
export function toggleSelected(callId: CallId): void {
  useSelectionStore.setState(({ ids }) => {
    const next = new Set(ids);
    if (!next.delete(callId)) {
      next.add(callId);
    }
    return { ids: next };
  });
}

/** Checks every call that the filters find, whether its row was read yet or not. */
export async function selectAllFound(): Promise<void> {
  const query = queryOf(useHistoryStore.getState().filters);
  const answer = await timedRequest('history:find', { query }, LONG_LIMIT_MS);
  if (answer.ok) {
    useSelectionStore.setState({ ids: new Set(answer.value) });
  } else {
    const { phrase } = answer.error;
    useHistoryStore.setState({ notice: { level: 'danger', text: () => inWords(phrase) } });
  }
}

export function clearSelection(): void {
  useSelectionStore.setState(NOTHING_SELECTED);
}
