import { Ellipsis } from 'lucide-react';
import { useEffect } from 'react';
import type { SavedSearch } from '#model/savedSearches';
import { t } from '#window/i18n/i18n';
import { useRoleReason } from '#window/state/stationStore';
import { openDialog } from '#window/state/uiStore';
import { Button } from '#window/ui/buttons/Button.tsx';
import { IconButton } from '#window/ui/buttons/IconButton.tsx';
import { Menu } from '#window/ui/menus/Menu.tsx';
import { changeFilters, clearFilters, useHistoryStore } from '../historyStore';
import { asksSame, filtersOf, isFiltered, savedQueryOf } from './historyFilters';
import { readSearches, removeSearch, useSavedSearches } from './savedSearchStore';

/** Renaming and deleting need the same role. Without it, the button of the menu says so. */
function SearchMenu({ search }: { readonly search: SavedSearch }) {
  const reason = useRoleReason('history.removeSearch');
  const look = {
    ...({ icon: Ellipsis, size: 'small' } as const),
    label: t('history.saved.change', { name: search.name }),
  };
  if (reason !== '') {
    return <IconButton {...look} reason={reason} />;
  }
  return (
    <Menu
      trigger={<IconButton {...look} />}
      items={[
        {
          text: t('history.saved.rename'),
          onSelect: () => {
            openDialog({ name: 'saveSearch', id: search.id, search });
          },
        },
        { text: t('history.saved.remove'), onSelect: () => void removeSearch(search.id) },
      ]}
    />
  );
}

/** Searches that have a name. Pressing the one in force takes it off. */
export function SavedSearches() {
  const { searches } = useSavedSearches();
  const reason = useRoleReason('history.saveSearch');
  const filters = useHistoryStore((state) => state.filters);
  useEffect(() => {
    void readSearches();
  }, []);
  const inForce = searches.find(({ query }) => asksSame(filtersOf(query), filters));
  const canSave = inForce === undefined && isFiltered(filters);
  if (searches.length === 0 && !canSave) {
    return null;
  }
  return (
    <div className="flex flex-wrap gap-1" role="group" aria-label={t('history.saved.label')}>
      {searches.map((search) => (
        <span key={search.id} className="flex min-w-0 items-center">
          <Button
            size="small"
            className="min-w-0"
            aria-pressed={search === inForce}
            onClick={() => {
              if (search === inForce) {
                clearFilters();
              } else {
                changeFilters(filtersOf(search.query));
              }
            }}
          >
            <span className="truncate">{search.name}</span>
          </Button>
          {search === inForce && <SearchMenu search={search} />}
        </span>
      ))}
      {canSave && (
        <Button
          size="small"
          reason={reason}
          onClick={() => {
            const search = { name: '', query: savedQueryOf(filters) };
            openDialog({ name: 'saveSearch', id: null, search });
          }}
        >
          {t('history.saved.save')}
        </Button>
      )}
    </div>
  );
}
