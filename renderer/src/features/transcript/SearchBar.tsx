import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { t } from '../../i18n/i18n';
import { closeCallSearch, useCallSearch } from '../../state/callSearch';
import { useFocusPlace } from '../../state/focusPlaces';
import { IconButton } from '../../ui/buttons/IconButton';
import { TextInput } from '../../ui/fields/TextInput';

/** Steps through the hits, from the last to the first and back. */
function step(by: 1 | -1, count: number): void {
  useCallSearch.setState(({ index }) => ({
    index: count === 0 ? 0 : (index + by + count) % count,
  }));
}

/** What is searched for in the call, and which of the places is shown. */
export function SearchBar({ count }: { readonly count: number }) {
  const { query, index } = useCallSearch();
  const ref = useRef<HTMLInputElement>(null);
  useFocusPlace('callSearch', ref);
  useEffect(() => {
    ref.current?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1, count);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      closeCallSearch();
    }
  };
  return (
    <div className="call-search" role="search" onKeyDown={onKeyDown}>
      <TextInput
        ref={ref}
        className="h-8 min-w-0 flex-1"
        aria-label={t('transcript.search.label')}
        value={query}
        onChange={(next) => {
          useCallSearch.setState({ query: next, index: 0 });
        }}
      />
      <span className="call-search-count" role="status">
        {query.trim() === ''
          ? ''
          : t('transcript.search.count', { at: Math.min(index + 1, count), count })}
      </span>
      <IconButton
        icon={ChevronUp}
        size="small"
        label={t('transcript.search.previous')}
        onClick={() => {
          step(-1, count);
        }}
      />
      <IconButton
        icon={ChevronDown}
        size="small"
        label={t('transcript.search.next')}
        onClick={() => {
          step(1, count);
        }}
      />
      <IconButton
        icon={X}
        size="small"
        label={t('transcript.search.close')}
        onClick={closeCallSearch}
      />
    </div>
  );
}
