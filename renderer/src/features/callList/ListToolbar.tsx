import { Mic, PhoneOutgoing } from 'lucide-react';
import { useRef } from 'react';
import { t } from '../../i18n/i18n';
import { useFocusPlace } from '../../state/focusPlaces';
import { useRoleReason } from '../../state/stationStore';
import { openDialog, openTestCall, useUiStore } from '../../state/uiStore';
import { IconButton } from '../../ui/buttons/IconButton';
import { SearchField } from '../../ui/fields/SearchField';
import { useFirstKey, withKey } from '../commands';
import { FilterChips } from './FilterChips';
import { FilterMenu } from './FilterMenu';

/** Search and filter of the call list, and new calls. */
export function ListToolbar() {
  const placeReason = useRoleReason('call.place');
  const testReason = useRoleReason('call.test');
  const { search, set } = useUiStore();
  const newCall = useFirstKey('calls.new');
  const searchRef = useRef<HTMLInputElement>(null);
  useFocusPlace('search', searchRef);
  return (
    <div className="flex flex-col gap-2 px-3 pt-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField
          ref={searchRef}
          id="call-search"
          className="min-w-24 flex-1"
          label={t('list.search')}
          placeholder={t('list.searchHint')}
          clearLabel={t('list.clear')}
          value={search}
          onChange={(text) => {
            set({ search: text });
          }}
        />
        <FilterMenu />
        <IconButton
          icon={PhoneOutgoing}
          label={t('newCall.open')}
          hint={withKey(t('newCall.open'), newCall)}
          variant="plain"
          reason={placeReason}
          onClick={() => {
            openDialog({ name: 'newCall' });
          }}
        />
        <IconButton
          icon={Mic}
          label={t('testCall.open')}
          hint={t('testCall.hint')}
          variant="plain"
          reason={testReason}
          onClick={openTestCall}
        />
      </div>
      <FilterChips />
    </div>
  );
}
