/** Searches of the history that were given a name, for everybody at this installation. */
import type { HistoryQuery } from './history';

/** What is searched by. `lastHours` stands in place of `from`: so many hours until the search. */
export type SavedQuery = Omit<HistoryQuery, 'limit' | 'cursor'> & { readonly lastHours?: number };

/** A search, as it is to be kept. */
export type NamedQuery = { readonly name: string; readonly query: SavedQuery };

/** A search that is kept. */
export type SavedSearch = NamedQuery & {
  readonly id: number;
  /** Who saved it last, as the audit names them. */
  readonly by: string;
  /** When, epoch ms. */
  readonly at: number;
};
