import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { useUiStore } from '../../state/uiStore';
import { CallRow } from './CallRow';
import { ListSkeleton } from './ListSkeleton';
import { ListToolbar } from './ListToolbar';
import { useCallOrder } from './useCallOrder';

/** Height of a row, CSS pixels; the same as in layout.css. */
const ROW_HEIGHT = 40;

const COLUMNS = ['state', 'number', 'speaking', 'wave', 'duration', 'notices'] as const;

function ColumnHeads() {
  return (
    <div role="rowgroup">
      <div
        role="row"
        aria-rowindex={1}
        className="call-columns h-7 border-b border-line text-meta text-faint"
      >
        {COLUMNS.map((column) => (
          <div
            key={column}
            role="columnheader"
            className={`truncate ${column === 'wave' ? 'column-wave' : ''} ${column === 'duration' ? 'text-right' : ''}`}
          >
            <span
              className={column === 'notices' ? 'sr-only' : column === 'state' ? 'state-word' : ''}
            >
              {t(`list.column.${column}`)}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

/** Which call a key leads to; null for a key that means nothing here. */
export function callByKey(
  order: readonly CallId[],
  current: CallId | null,
  key: string,
): CallId | null {
  const at = current === null ? -1 : order.indexOf(current);
  const last = order.length - 1;
  const targets: Record<string, number> = {
    ArrowDown: Math.min(last, at + 1),
    j: Math.min(last, at + 1),
    ArrowUp: Math.max(0, at - 1),
    k: Math.max(0, at - 1),
    Home: 0,
    End: last,
    PageDown: Math.min(last, at + 10),
    PageUp: Math.max(0, at - 10),
  };
  const target = targets[key.length === 1 ? key.toLowerCase() : key];
  return target === undefined ? null : (order[target] ?? null);
}

function Rows({ order }: { readonly order: readonly CallId[] }) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const selectedId = useCallsStore((state) => state.selection?.callId ?? null);
  const stale = useCallsStore(
    (state) => state.link.state === 'lost' || state.health?.asterisk.state === 'reconnecting',
  );
  // eslint-disable-next-line react-hooks/incompatible-library -- the window is built without the React compiler
  const virtualizer = useVirtualizer({
    count: order.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => order[index] ?? index,
    overscan: 6,
    initialRect: { width: 480, height: 720 },
  });
  const selectedIndex = selectedId === null ? -1 : order.indexOf(selectedId);
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
    const next = callByKey(order, selectedId, event.key);
    if (next !== null) {
      event.preventDefault();
      event.stopPropagation();
      focusWanted.current = true;
      useCallsStore.getState().select(next);
    }
  };
  return (
    <div
      ref={scrollRef}
      role="rowgroup"
      className={`min-h-0 flex-1 overflow-y-auto ${stale ? 'grayscale' : ''}`}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const callId = order[item.index];
          return callId === undefined ? null : (
            <CallRow
              key={callId}
              callId={callId}
              index={item.index}
              top={item.start}
              selected={callId === selectedId}
              tabbable={item.index === Math.max(0, selectedIndex)}
            />
          );
        })}
      </div>
    </div>
  );
}

function NoMatch({ search }: { readonly search: string }) {
  return (
    <div className="flex flex-col items-start gap-3 p-4 text-muted" role="status">
      {t('list.noMatch', { text: search })}
      <button
        type="button"
        className="btn btn-small"
        onClick={() => {
          useUiStore.getState().set({ search: '' });
        }}
      >
        {t('list.clear')}
      </button>
    </div>
  );
}

/** The list of live calls. */
export function CallList() {
  const sectionRef = useRef<HTMLElement>(null);
  const pointedAt = useRef(false);
  const isBusy = useCallback(
    () =>
      pointedAt.current ||
      (sectionRef.current?.querySelector('[role="row"]:focus-visible') ?? null) !== null,
    [],
  );
  const order = useCallOrder(isBusy);
  const search = useUiStore((state) => state.search);
  const loading = useCallsStore((state) => state.link.state === 'loading');
  return (
    <section
      ref={sectionRef}
      className="call-list flex min-h-0 min-w-0 flex-col bg-panel"
      aria-label={t('list.heading')}
      onPointerEnter={() => {
        pointedAt.current = true;
      }}
      onPointerLeave={() => {
        pointedAt.current = false;
      }}
    >
      <ListToolbar count={order.length} />
      <div
        role="grid"
        className="flex min-h-0 flex-1 flex-col"
        aria-label={t('list.label')}
        aria-rowcount={order.length + 1}
        aria-colcount={COLUMNS.length}
        aria-busy={loading}
      >
        <ColumnHeads />
        {loading ? <ListSkeleton /> : <Rows order={order} />}
      </div>
      {!loading && order.length === 0 && search !== '' && <NoMatch search={search} />}
    </section>
  );
}
