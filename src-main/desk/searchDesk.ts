import type { HistoryStore } from '#main/store/historyStore';
import type { Result } from '#main/util/result';
import type { NamedQuery, SavedSearch } from '#model/savedSearches';
import { type Actor, nameOf } from './actor';
import { asking } from './askRecord';
import type { Deeds } from './deeds';

/**
 * The searches of the history that have a name, for one actor. All actors share them. What is
 * changed is in the audit, without what is searched for: that may be words or a number.
 */
export interface SearchDesk {
  /** By name. */
  list(): Promise<Result<readonly SavedSearch[]>>;
  /** Keeps a new search (`id` null), or replaces one. Fails as HistoryStore.saveSearch does. */
  save(id: number | null, search: NamedQuery): Promise<Result<SavedSearch>>;
  remove(id: number): Promise<Result<SavedSearch>>;
}

export type SearchDeskParts = { readonly history: HistoryStore | null; readonly deeds: Deeds };

export function createSearchDesk({ history, deeds }: SearchDeskParts, actor: Actor): SearchDesk {
  const ask = asking(history);
  return {
    list: () => ask((store) => store.savedSearches()),
    save: (id, search) =>
      deeds.do(
        actor,
        (saved) => ({
          action: 'history.saveSearch',
          callId: null,
          params: { search: saved.ok ? saved.value.id : id },
        }),
        () => ask((store) => store.saveSearch(id, search, nameOf(actor))),
      ),
    remove: (id) =>
      deeds.do(
        actor,
        { action: 'history.removeSearch', callId: null, params: { search: id } },
        () => ask((store) => store.removeSearch(id)),
      ),
  };
}
