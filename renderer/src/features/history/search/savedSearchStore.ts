import { create } from 'zustand';
import type { RequestResult } from '#contract/requests';
import type { Phrase } from '#model/phrases/phrase';
import type { NamedQuery, SavedSearch } from '#model/savedSearches';
import { timedRequest } from '#window/bridge/timedRequest';
import { inWords } from '#window/i18n/inWords';
import { useHistoryStore } from '../historyStore';

export type SavedSearches = { readonly searches: readonly SavedSearch[] };

export const NO_SEARCHES: SavedSearches = { searches: [] };

/** The searches that have a name, by name. Others at this installation may change them. */
export const useSavedSearches = create<SavedSearches>()(() => NO_SEARCHES);

/** Asks for them. Those that are shown stay when there is no answer. */
export async function readSearches(): Promise<void> {
  const answer = await timedRequest('searches:list', null);
  if (answer.ok) {
    useSavedSearches.setState({ searches: answer.value });
  }
}

/**
 * Keeps a new search (`id` null), or replaces one.
 * @returns why it was refused; null when it is kept.
 */
export async function saveSearch(id: number | null, search: NamedQuery): Promise<Phrase | null> {
  return await changed(timedRequest('searches:save', { id, search }));
}

/** Deletes a search for everybody, and says why not. */
export async function removeSearch(id: number): Promise<void> {
  const refused = await changed(timedRequest('searches:remove', { id }));
  if (refused !== null) {
    useHistoryStore.setState({ notice: { level: 'danger', text: () => inWords(refused) } });
  }
}

async function changed(work: Promise<RequestResult<SavedSearch>>): Promise<Phrase | null> {
  const answer = await work;
  await readSearches();
  return answer.ok ? null : answer.error.phrase;
}
