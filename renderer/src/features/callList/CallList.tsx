import { useCallback, useRef } from 'react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { useFocusPlace } from '../../state/focusPlaces';
import { useUiStore } from '../../state/uiStore';
import { Placeholder } from '../../ui/messages/Placeholder';
import { Grid } from '../../ui/rows/Grid';
import { type RowsHandle, VirtualRows } from '../../ui/rows/VirtualRows';
import { CallRow } from './CallRow';
import { ListSkeleton } from './ListSkeleton';
import { ListToolbar } from './ListToolbar';
import { useCallOrder } from './useCallOrder';

/** CSS pixels. */
const ROW_HEIGHT = 40;

const COLUMNS = [
  { name: 'state', textClassName: 'state-word' },
  { name: 'number' },
  { name: 'speaking' },
  { name: 'wave', className: 'column-wave' },
  { name: 'duration', className: 'text-right' },
  { name: 'notices', textClassName: 'sr-only' },
] as const;

function Rows({ order }: { readonly order: readonly CallId[] }) {
  const rowsRef = useRef<RowsHandle>(null);
  useFocusPlace('list', rowsRef);
  const selectedId = useCallsStore((state) => state.selection?.callId ?? null);
  const stale = useCallsStore(
    (state) => state.link.state === 'lost' || state.health?.asterisk.state === 'reconnecting',
  );
  return (
    <VirtualRows
      handle={rowsRef}
      ids={order}
      selectedId={selectedId}
      rowHeight={() => ROW_HEIGHT}
      className={stale ? 'grayscale' : ''}
      onSelect={(callId) => {
        useCallsStore.getState().select(callId);
      }}
    >
      {(callId, place) => <CallRow key={callId} callId={callId} {...place} />}
    </VirtualRows>
  );
}

function NoMatch({ search }: { readonly search: string }) {
  return (
    <Placeholder
      role="status"
      action={{
        text: t('list.clear'),
        run: () => {
          useUiStore.getState().set({ search: '' });
        },
      }}
    >
      {t('list.noMatch', { text: search })}
    </Placeholder>
  );
}

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
      <Grid
        label={t('list.label')}
        columns={COLUMNS.map((column) => ({ ...column, text: t(`list.column.${column.name}`) }))}
        columnsClass="call-columns"
        count={order.length}
        busy={loading}
      >
        {loading ? <ListSkeleton /> : <Rows order={order} />}
      </Grid>
      {!loading && order.length === 0 && search !== '' && <NoMatch search={search} />}
    </section>
  );
}
