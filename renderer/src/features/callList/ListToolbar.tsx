import { Lock, LockOpen, Mic, PhoneOutgoing } from 'lucide-react';
import { DEFAULT_PROFILE_ID } from '#model/profile';
import { t } from '../../i18n/i18n';
import { type CallSort, openDialog, useUiStore } from '../../state/uiStore';
import { IconButton } from '../../ui/buttons/IconButton';
import { SearchField } from '../../ui/fields/SearchField';
import { Select } from '../../ui/fields/Select';

const SORTS: readonly CallSort[] = ['attention', 'longest', 'newest'];

/** Search, order and hold of the call list. */
export function ListToolbar({ count }: { readonly count: number }) {
  const { search, sort, orderHeld, set } = useUiStore();
  return (
    <div className="flex flex-col gap-2 px-3 pt-3 pb-1">
      <div className="flex items-center gap-2">
        <SearchField
          id="call-search"
          className="min-w-0 flex-1"
          label={t('list.search')}
          placeholder={t('list.searchHint')}
          clearLabel={t('list.clear')}
          value={search}
          onChange={(text) => {
            set({ search: text });
          }}
        />
        <Select
          className="w-auto shrink-0"
          value={sort}
          choices={SORTS.map((value) => ({ value, text: t(`list.sortBy.${value}`) }))}
          aria-label={t('list.sort')}
          title={t('list.sort')}
          onChange={(chosen) => {
            set({ sort: chosen });
          }}
        />
        <IconButton
          icon={orderHeld ? Lock : LockOpen}
          label={t('list.hold')}
          aria-pressed={orderHeld}
          onClick={() => {
            set({ orderHeld: !orderHeld });
          }}
        />
        <IconButton
          icon={PhoneOutgoing}
          label={t('newCall.open')}
          hint={`${t('newCall.open')} (C)`}
          variant="plain"
          onClick={() => {
            openDialog({ name: 'newCall' });
          }}
        />
        <IconButton
          icon={Mic}
          label={t('testCall.open')}
          hint={t('testCall.hint')}
          variant="plain"
          onClick={() => {
            openDialog({
              name: 'testCall',
              tried: { kind: 'saved', profileId: DEFAULT_PROFILE_ID },
            });
          }}
        />
      </div>
      <span className="sr-only">{t('list.count', { count })}</span>
    </div>
  );
}
