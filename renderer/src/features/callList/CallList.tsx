import { type ComponentProps, useCallback, useMemo, useRef } from 'react';
import type en from '../../i18n/en/list.json';
import { t } from '../../i18n/i18n';
import { conditionsOf, showAllCalls, useFilterStore } from '../../state/callFilters';
import { useCallsStore } from '../../state/callsStore';
import { useFocusPlace } from '../../state/focusPlaces';
import { type CallSort, useUiStore } from '../../state/uiStore';
import { Placeholder } from '../../ui/messages/Placeholder';
import { Grid } from '../../ui/rows/Grid';
import { type RowPlace, VirtualRow } from '../../ui/rows/VirtualRow';
import { type RowsHandle, VirtualRows } from '../../ui/rows/VirtualRows';
import { CallRow } from './CallRow';
import { ListSkeleton } from './ListSkeleton';
import { ListStatus } from './ListStatus';
import { ListToolbar } from './ListToolbar';
import { selectRow } from './selectRow';
import { type ShownCalls, useCallOrder } from './useCallOrder';
import { useFrozenCalls } from './useFrozenCalls';

/** CSS pixels. */
const ROW_HEIGHT = 48;
const HEADING_HEIGHT = 28;

/** For so long after the pointer moved or a key was pressed no row changes places, ms. */
const BUSY_MS = 8_000;

type ListColumn = {
  readonly name: keyof typeof en.column;
  readonly className?: string;
  readonly textClassName?: string;
  /** The order that its head chooses. */
  readonly sort?: CallSort;
  readonly way?: 'ascending' | 'descending';
};

const COLUMNS = [
  { name: 'sign', textClassName: 'sr-only' },
  { name: 'caller', sort: 'caller', way: 'ascending' },
  { name: 'profile', sort: 'profile', way: 'ascending', className: 'column-profile' },
  { name: 'speaking', sort: 'silence', way: 'descending', className: 'column-speaking' },
  { name: 'wave', className: 'column-wave' },
  { name: 'duration', sort: 'longest', way: 'descending', className: 'text-right' },
] as const satisfies readonly ListColumn[];

/** The heads of the columns. A second click on one that sorts brings back that by attention. */
function useColumns(): ComponentProps<typeof Grid>['columns'] {
  const sort = useUiStore((state) => state.sort);
  return COLUMNS.map((column: ListColumn) => {
    const { sort: own, way, ...rest } = column;
    const head = { ...rest, text: t(`list.column.${column.name}`) };
    if (own === undefined || way === undefined) {
      return head;
    }
    const isOn = sort === own;
    const onToggle = (): void => {
      useUiStore.getState().set({ sort: isOn ? 'attention' : own });
    };
    return { ...head, sorting: { way, isOn, onToggle } };
  });
}

/** Ids of the headings among the rows: no call has such an id. */
const HEADINGS = { needs: '#needs', others: '#others' } as const;

const isHeading = (id: string): boolean => id === HEADINGS.needs || id === HEADINGS.others;

function Heading(props: RowPlace & { readonly text: string; readonly urgent: boolean }) {
  const { text, urgent, ...place } = props;
  return (
    <VirtualRow
      {...place}
      tabbable={false}
      className={`group-heading ${urgent ? 'text-warn' : 'text-faint'}`}
      label={text}
    >
      <div role="gridcell" aria-colspan={COLUMNS.length}>
        {text}
      </div>
    </VirtualRow>
  );
}

function Rows({ needs, others }: Pick<ShownCalls, 'needs' | 'others'>) {
  const rowsRef = useRef<RowsHandle>(null);
  useFocusPlace('list', rowsRef);
  const selectedId = useCallsStore((state) => state.selection?.callId ?? null);
  const frozen = useFrozenCalls();
  const stale = useCallsStore(
    (state) => state.link.state === 'lost' || state.health?.asterisk.state === 'reconnecting',
  );
  const ids = useMemo(
    () =>
      needs.length === 0
        ? others
        : [HEADINGS.needs, ...needs, ...(others.length === 0 ? [] : [HEADINGS.others, ...others])],
    [needs, others],
  );
  return (
    <VirtualRows
      handle={rowsRef}
      ids={ids}
      isHeading={isHeading}
      selectedId={selectedId}
      rowHeight={useCallback(
        (index: number) => (isHeading(ids[index] ?? '') ? HEADING_HEIGHT : ROW_HEIGHT),
        [ids],
      )}
      className={stale ? 'grayscale' : ''}
      onSelect={selectRow}
    >
      {(id, place) =>
        isHeading(id) ? (
          <Heading
            key={id}
            {...place}
            urgent={id === HEADINGS.needs}
            text={
              id === HEADINGS.needs
                ? t('list.needsYou', { count: needs.length })
                : t('list.others', { count: others.length })
            }
          />
        ) : (
          <CallRow key={id} callId={id} frozen={frozen} {...place} />
        )
      }
    </VirtualRows>
  );
}

/** Nothing fits what is searched or filtered by. */
function NoMatch({ search }: { readonly search: string }) {
  return (
    <Placeholder
      role="status"
      action={{
        text: t('list.clear'),
        run: showAllCalls,
      }}
    >
      {search === '' ? t('list.noneFits') : t('list.noMatch', { text: search })}
    </Placeholder>
  );
}

export function CallList() {
  const usedAt = useRef(Number.NEGATIVE_INFINITY);
  const isBusy = useCallback(() => performance.now() - usedAt.current < BUSY_MS, []);
  const { needs, others, stale, hiddenNeeds, refresh } = useCallOrder(isBusy);
  const search = useUiStore((state) => state.search);
  const filtered = useFilterStore(({ filter }) => conditionsOf(filter).length > 0);
  const loading = useCallsStore((state) => state.link.state === 'loading');
  const columns = useColumns();
  const count = needs.length + others.length;
  const onUse = (): void => {
    usedAt.current = performance.now();
  };
  return (
    <section
      className="call-list flex min-h-0 min-w-0 flex-col bg-panel"
      aria-label={t('list.heading')}
    >
      <ListToolbar />
      <ListStatus
        count={count}
        stale={stale}
        hiddenNeeds={hiddenNeeds}
        onRefresh={() => {
          usedAt.current = Number.NEGATIVE_INFINITY;
          refresh();
        }}
      />
      <div
        className="flex min-h-0 flex-1 flex-col"
        onPointerEnter={onUse}
        onPointerMove={onUse}
        onPointerDown={onUse}
        onWheel={onUse}
        onKeyDown={onUse}
      >
        <Grid
          label={t('list.label')}
          columns={columns}
          columnsClass="call-columns"
          count={count + (needs.length === 0 ? 0 : others.length === 0 ? 1 : 2)}
          busy={loading}
        >
          {loading ? <ListSkeleton /> : <Rows needs={needs} others={others} />}
        </Grid>
      </div>
      {!loading && count === 0 && (search !== '' || filtered) && <NoMatch search={search} />}
    </section>
  );
}
