/** Searches of the history that were given a name, for everybody at this installation. */
import type { HistoryQuery } from './history';

/** Whole local days, as they are when the search is made; the last seven end with today. */
export const SEARCH_DAYS = ['today', 'yesterday', 'last-seven'] as const;

/** See SEARCH_DAYS. */
export type SearchDays = (typeof SEARCH_DAYS)[number];

/**
 * What is searched by. In place of `from` and `to` stand `lastHours`, so many hours until the
 * search, or `days`.
 */
export type SavedQuery = Omit<HistoryQuery, 'limit' | 'cursor'> & {
  readonly lastHours?: number;
  readonly days?: SearchDays;
};

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
