/** Searches of the history that have a name. */
import { MAX_SAVED_SEARCHES } from '#model/limits';
import { phrase } from '#model/phrases/phrase';
import type { NamedQuery, SavedQuery, SavedSearch } from '#model/savedSearches';
import type { Database, SqlRow } from './driver';
import { StoreFault } from './fault';
import { numberOf, textOf } from './rows';

/** By name, without regard to case. */
export function savedSearches(db: Database): readonly SavedSearch[] {
  return db.all('SELECT * FROM saved_searches ORDER BY name').map(searchOf);
}

/**
 * Keeps a new search, or replaces the one with this id. Throws `not-found` for an unknown id, and
 * `invalid-input` when another has the name or there are MAX_SAVED_SEARCHES.
 */
export function saveSearch(
  db: Database,
  id: number | null,
  { name, query }: NamedQuery,
  actor: string,
): SavedSearch {
  return db.transaction(() => {
    const others = savedSearches(db).filter((other) => other.id !== id);
    if (db.get('SELECT 1 FROM saved_searches WHERE name = ? AND id IS NOT ?', name, id)) {
      throw new StoreFault('invalid-input', phrase('history.search-name-taken', { name }));
    }
    if (others.length >= MAX_SAVED_SEARCHES) {
      throw new StoreFault(
        'invalid-input',
        phrase('history.too-many-searches', { most: MAX_SAVED_SEARCHES }),
      );
    }
    const values = [name, JSON.stringify(query), actor, Date.now()];
    const row =
      id === null
        ? db.get(
            'INSERT INTO saved_searches (name, query, by, at) VALUES (?, ?, ?, ?) RETURNING *',
            ...values,
          )
        : db.get(
            'UPDATE saved_searches SET name = ?, query = ?, by = ?, at = ? WHERE id = ? RETURNING *',
            ...values,
            id,
          );
    return known(row);
  });
}

/** Gives what was removed. Throws `not-found`. */
export function removeSearch(db: Database, id: number): SavedSearch {
  return known(db.get('DELETE FROM saved_searches WHERE id = ? RETURNING *', id));
}

function known(row: SqlRow | undefined): SavedSearch {
  if (row === undefined) {
    throw new StoreFault('not-found', phrase('history.no-search'));
  }
  return searchOf(row);
}

function searchOf(row: SqlRow): SavedSearch {
  return {
    id: numberOf(row, 'id'),
    name: textOf(row, 'name'),
    // Written by saveSearch, whose callers parse it.
    query: JSON.parse(textOf(row, 'query')) as SavedQuery,
    by: textOf(row, 'by'),
    at: numberOf(row, 'at'),
  };
}
