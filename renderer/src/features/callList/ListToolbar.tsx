import { Lock, LockOpen, PhoneOutgoing, Search, X } from 'lucide-react';
import { t } from '../../i18n/i18n';
import { type CallSort, useUiStore } from '../../state/uiStore';

const SORTS: readonly CallSort[] = ['attention', 'longest', 'newest'];

function SearchField() {
  const search = useUiStore((state) => state.search);
  const set = useUiStore((state) => state.set);
  return (
    <div className="relative min-w-0 flex-1">
      <Search
        size={14}
        className="pointer-events-none absolute top-[9px] left-2.5 text-faint"
        aria-hidden="true"
      />
      <input
        id="call-search"
        type="text"
        className="field pl-8"
        value={search}
        placeholder={t('list.searchHint')}
        aria-label={t('list.search')}
        spellCheck={false}
        onChange={(event) => {
          set({ search: event.target.value });
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && search !== '') {
            event.stopPropagation();
            set({ search: '' });
          }
        }}
      />
      {search !== '' && (
        <button
          type="button"
          className="absolute top-1 right-1 grid size-6 place-items-center rounded text-muted hover:bg-raised"
          aria-label={t('list.clear')}
          onClick={() => {
            set({ search: '' });
          }}
        >
          <X size={14} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

/** Search, order and hold of the call list. */
export function ListToolbar({ count }: { readonly count: number }) {
  const { sort, orderHeld, set } = useUiStore();
  const Icon = orderHeld ? Lock : LockOpen;
  return (
    <div className="flex flex-col gap-2 px-3 pt-3 pb-1">
      <div className="flex items-center gap-2">
        <SearchField />
        <select
          className="field w-auto! shrink-0"
          value={sort}
          aria-label={t('list.sort')}
          title={t('list.sort')}
          onChange={(event) => {
            set({ sort: SORTS.find((each) => each === event.target.value) ?? 'attention' });
          }}
        >
          {SORTS.map((each) => (
            <option key={each} value={each}>
              {t(`list.sortBy.${each}`)}
            </option>
          ))}
        </select>
        <button
          type="button"
          className={`btn btn-icon ${orderHeld ? 'bg-raised!' : 'btn-quiet'}`}
          aria-label={t('list.hold')}
          aria-pressed={orderHeld}
          title={t('list.hold')}
          onClick={() => {
            set({ orderHeld: !orderHeld });
          }}
        >
          <Icon size={15} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="btn btn-icon"
          aria-label={t('newCall.open')}
          title={`${t('newCall.open')} (C)`}
          onClick={() => {
            set({ dialog: { name: 'newCall' } });
          }}
        >
          <PhoneOutgoing size={15} aria-hidden="true" />
        </button>
      </div>
      <span className="sr-only">{t('list.count', { count })}</span>
    </div>
  );
}
