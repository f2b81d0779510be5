import { Download, ListChecks } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { HistoryHit } from '#model/history';
import type { Phrase } from '#model/phrases/phrase';
import { t } from '#window/i18n/i18n';
import { inWords } from '#window/i18n/inWords';
import { useFocusPlace } from '#window/state/focusPlaces';
import { useRoleReason } from '#window/state/stationStore';
import { IconButton } from '#window/ui/buttons/IconButton.tsx';
import { RefreshButton } from '#window/ui/buttons/RefreshButton.tsx';
import { Placeholder } from '#window/ui/messages/Placeholder.tsx';
import { Grid } from '#window/ui/rows/Grid.tsx';
import { type RowsHandle, VirtualRows } from '#window/ui/rows/VirtualRows.tsx';
import { exportFound } from '../exports/exportRequests';
import { FolderStrip } from '../exports/FolderStrip';
import {
  clearFilters,
  openRecord,
  type Results,
  search,
  searchMore,
  useHistoryStore,
} from '../historyStore';
import { isFiltered } from '../search/historyFilters';
import { HitRow } from './HitRow';
import { SelectionBar } from './SelectionBar';
import { selectAllFound } from './selectionStore';

/** Heights of a row without and with an excerpt, CSS pixels. */
const ROW_HEIGHT = 44;
const EXCERPT_HEIGHT = 62;

const COLUMNS = [
  { name: 'select', textClassName: 'sr-only' },
  { name: 'when' },
  { name: 'caller' },
  { name: 'length', className: 'text-right' },
  { name: 'outcome' },
  { name: 'words', className: 'sr-only' },
] as const;

const loadMore = (): void => void searchMore();

function Rows({ hits, more }: { readonly hits: readonly HistoryHit[]; readonly more: boolean }) {
  const selectedId = useHistoryStore(({ open }) => (open.state === 'none' ? null : open.callId));
  const ids = useMemo(() => hits.map((hit) => hit.call.id), [hits]);
  const rowsRef = useRef<RowsHandle>(null);
  useFocusPlace('list', rowsRef);
  return (
    <VirtualRows
      handle={rowsRef}
      ids={ids}
      selectedId={selectedId}
      rowHeight={(index) => (hits[index]?.excerpt === null ? ROW_HEIGHT : EXCERPT_HEIGHT)}
      onSelect={(callId) => void openRecord(callId)}
      onNearEnd={more ? loadMore : undefined}
    >
      {(callId, place) => {
        const hit = hits[place.index];
        return hit === undefined ? null : <HitRow key={callId} hit={hit} {...place} />;
      }}
    </VirtualRows>
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

function Failure(props: { readonly message: Phrase; readonly retry: () => Promise<void> }) {
  return (
    <Placeholder
      role="alert"
      className="border-t border-line p-4"
      action={{ text: t('settings.retry'), run: () => void props.retry() }}
    >
      {inWords(props.message)}
    </Placeholder>
  );
}

function Nothing() {
  const filtered = useHistoryStore((state) => isFiltered(state.filters));
  return filtered ? (
    <Placeholder action={{ text: t('history.filter.clear'), run: clearFilters }}>
      {t('history.noMatch')}
    </Placeholder>
  ) : (
    <Placeholder>{t('history.empty')}</Placeholder>
  );
}

/** The calls that were found, newest first. Scrolling to the end reads the next page. */
export function HistoryResults() {
  const exportReason = useRoleReason('history.export');
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
        <IconButton
          icon={ListChecks}
          size="small"
          label={t('history.selection.all')}
          disabled={hits.length === 0}
          onClick={() => void selectAllFound()}
        />
        <IconButton
          icon={Download}
          size="small"
          label={t('history.exportList')}
          reason={exportReason}
          disabled={hits.length === 0}
          onClick={() => void exportFound()}
        />
        <RefreshButton
          label={t('history.refresh')}
          loading={loading}
          onClick={() => void search()}
        />
      </div>
      <SelectionBar />
      <FolderStrip />
      {hits.length > 0 && (
        <Grid
          label={t('history.results')}
          columns={COLUMNS.map((column) => ({
            ...column,
            text: t(`history.column.${column.name}`),
          }))}
          columnsClass="hit-columns"
          count={results.state === 'ready' && !more ? hits.length : null}
          busy={loading}
        >
          <Rows hits={hits} more={more} />
        </Grid>
      )}
      {results.state === 'failed' && <Failure message={results.message} retry={search} />}
      {results.state === 'moreFailed' && <Failure message={results.message} retry={searchMore} />}
      {results.state === 'ready' && hits.length === 0 && <Nothing />}
    </section>
  );
}
