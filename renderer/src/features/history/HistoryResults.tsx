import { useVirtualizer } from '@tanstack/react-virtual';
import { RotateCw } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { HistoryHit } from '#model/history';
import { t } from '../../i18n/i18n';
import { callByKey } from '../callList/CallList';
import { isFiltered } from './historyFilters';
import {
  clearFilters,
  openRecord,
  type Results,
  search,
  searchMore,
  useHistoryStore,
} from './historyStore';
import { HitRow } from './HitRow';

/** Heights of a row without and with an excerpt, CSS pixels; the same as in history.css. */
const ROW_HEIGHT = 44;
const EXCERPT_HEIGHT = 62;

/** So many rows before the end the next page is asked for. */
const AHEAD = 15;

const COLUMNS = ['when', 'caller', 'length', 'outcome', 'words'] as const;

function ColumnHeads() {
  return (
    <div role="rowgroup">
      <div
        role="row"
        aria-rowindex={1}
        className="hit-columns h-7 border-b border-line text-meta text-faint"
      >
        {COLUMNS.map((column) => (
          <div
            key={column}
            role="columnheader"
            className={`truncate ${column === 'length' ? 'text-right' : ''} ${column === 'words' ? 'sr-only' : ''}`}
          >
            {t(`history.column.${column}`)}
          </div>
        ))}
      </div>
    </div>
  );
}

function Rows({ hits, next }: { readonly hits: readonly HistoryHit[]; readonly next: boolean }) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const selectedId = useHistoryStore(({ open }) => (open.state === 'none' ? null : open.callId));
  // eslint-disable-next-line react-hooks/incompatible-library -- the window is built without the React compiler
  const virtualizer = useVirtualizer({
    count: hits.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: (index) => (hits[index]?.excerpt === null ? ROW_HEIGHT : EXCERPT_HEIGHT),
    getItemKey: (index) => hits[index]?.call.id ?? index,
    overscan: 8,
    initialRect: { width: 400, height: 720 },
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (next && lastShown >= hits.length - AHEAD) {
      void searchMore();
    }
  }, [next, lastShown, hits.length]);
  useEffect(() => {
    // The heights belong to the rows that were there before.
    virtualizer.measure();
  }, [hits, virtualizer]);
  const selectedIndex = hits.findIndex((hit) => hit.call.id === selectedId);
  useEffect(() => {
    if (!focusWanted.current || selectedIndex < 0) {
      return;
    }
    focusWanted.current = false;
    virtualizer.scrollToIndex(selectedIndex);
    scrollRef.current
      ?.querySelector<HTMLElement>(`[aria-rowindex="${selectedIndex + 2}"]`)
      ?.focus({ preventScroll: true });
  }, [selectedIndex, virtualizer]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const order = hits.map((hit) => hit.call.id);
    const wanted = callByKey(order, selectedId, event.key);
    if (wanted !== null) {
      event.preventDefault();
      event.stopPropagation();
      focusWanted.current = true;
      void openRecord(wanted);
    }
  };
  return (
    <div
      ref={scrollRef}
      role="rowgroup"
      className="min-h-0 flex-1 overflow-y-auto"
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const hit = hits[item.index];
          return hit === undefined ? null : (
            <HitRow
              key={hit.call.id}
              hit={hit}
              index={item.index}
              top={item.start}
              height={item.size}
              selected={hit.call.id === selectedId}
              tabbable={item.index === Math.max(0, selectedIndex)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** How many calls were found, or what is going on. */
function countText(results: Results): string {
  const count = results.hits.length;
  switch (results.state) {
    case 'loading':
      return t('history.searching');
    case 'failed':
      return '';
    case 'loadingMore':
    case 'moreFailed':
      return t('history.countMore', { count });
    case 'ready':
      return results.next === null
        ? t('history.count', { count })
        : t('history.countMore', { count });
  }
}

function Failure(props: { readonly message: string; readonly onRetry: () => void }) {
  return (
    <div role="alert" className="flex flex-col items-start gap-3 border-t border-line p-4">
      <span className="select-text">{props.message}</span>
      <button type="button" className="btn btn-small" onClick={props.onRetry}>
        {t('settings.retry')}
      </button>
    </div>
  );
}

function Nothing() {
  const filtered = useHistoryStore((state) => isFiltered(state.filters));
  return (
    <div className="flex flex-col items-start gap-3 p-4 text-muted">
      {t(filtered ? 'history.noMatch' : 'history.empty')}
      {filtered && (
        <button type="button" className="btn btn-small" onClick={clearFilters}>
          {t('history.filter.clear')}
        </button>
      )}
    </div>
  );
}

/** What was found, newest call first; further pages come as one scrolls. */
export function HistoryResults() {
  const results = useHistoryStore((state) => state.results);
  const { hits } = results;
  const loading = results.state === 'loading';
  const more = results.state === 'ready' && results.next !== null;
  return (
    <section
      className="history-results flex min-h-0 min-w-0 flex-col bg-panel"
      aria-label={t('history.results')}
    >
      <div className="flex h-10 items-center gap-2 px-3">
        <span role="status" className="min-w-0 flex-1 truncate text-meta text-muted">
          {countText(results)}
        </span>
        <button
          type="button"
          className="btn btn-quiet btn-icon btn-small w-7! p-0!"
          aria-label={t('history.refresh')}
          title={t('history.refresh')}
          onClick={() => void search()}
        >
          <RotateCw size={14} className={loading ? 'spin' : ''} aria-hidden="true" />
        </button>
      </div>
      {hits.length > 0 && (
        <div
          role="grid"
          className="flex min-h-0 flex-1 flex-col"
          aria-label={t('history.results')}
          // -1: there are more than are known.
          aria-rowcount={results.state === 'ready' && !more ? hits.length + 1 : -1}
          aria-colcount={COLUMNS.length}
          aria-busy={loading}
        >
          <ColumnHeads />
          <Rows hits={hits} next={more} />
        </div>
      )}
      {results.state === 'failed' && (
        <Failure message={results.message} onRetry={() => void search()} />
      )}
      {results.state === 'moreFailed' && (
        <Failure message={results.message} onRetry={() => void searchMore()} />
      )}
      {results.state === 'ready' && hits.length === 0 && <Nothing />}
    </section>
  );
}
