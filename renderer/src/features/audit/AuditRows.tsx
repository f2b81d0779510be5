import { useMemo } from 'react';
import type { AuditLine } from '#model/auditLog';
import { formatDateTime } from '../../format/format';
import { t } from '../../i18n/i18n';
import { memoInLanguage } from '../../i18n/memoInLanguage';
import { actionText } from '../../state/actWords';
import { actorText } from '../../state/whoActed';
import { Grid } from '../../ui/rows/Grid';
import { type RowPlace, VirtualRow } from '../../ui/rows/VirtualRow';
import { VirtualRows } from '../../ui/rows/VirtualRows';
import { CallLink } from '../history';
import { readOlder, useAuditStore } from './auditStore';
import { callText, paramsText, resultText } from './auditWords';

const ROW_HEIGHT = 32;

const COLUMNS = ['seq', 'at', 'actor', 'action', 'call', 'params', 'result'] as const;

const loadOlder = (): void => void readOlder();

function show(seq: string | number): void {
  useAuditStore.setState({ shown: Number(seq) });
}

function rowLabel(entry: AuditLine): string {
  const { seq, at, actor, action, params, result } = entry;
  return [
    t('audit.entry', { seq }),
    formatDateTime(at, true),
    actorText(actor),
    actionText(action),
    callText(entry),
    paramsText(params),
    resultText(result),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

const AuditRow = memoInLanguage(function AuditRow({
  entry,
  ...place
}: RowPlace & { readonly entry: AuditLine }) {
  const { seq, at, actor, action, params, result } = entry;
  return (
    <VirtualRow
      {...place}
      className="audit-columns"
      label={rowLabel(entry)}
      onClick={() => {
        show(seq);
      }}
    >
      <div role="gridcell" className="text-right text-meta text-faint tabular-nums">
        {seq}
      </div>
      <div role="gridcell" className="truncate text-meta tabular-nums">
        {formatDateTime(at, true)}
      </div>
      <div role="gridcell" className="truncate">
        {actorText(actor)}
      </div>
      <div role="gridcell" className="truncate">
        {actionText(action)}
      </div>
      <div role="gridcell" className="truncate text-muted">
        {callText(entry)}
      </div>
      <div role="gridcell" className="truncate text-meta text-muted">
        {paramsText(params)}
      </div>
      <div role="gridcell" className={`truncate ${result === 'ok' ? 'text-muted' : 'text-danger'}`}>
        {resultText(result)}
      </div>
    </VirtualRow>
  );
});

/** The entries that were found; scrolling to the end reads older ones. */
export function AuditRows() {
  const list = useAuditStore((state) => state.list);
  const shown = useAuditStore((state) => state.shown);
  const { entries } = list;
  const ids = useMemo(() => entries.map(({ seq }) => String(seq)), [entries]);
  return (
    <Grid
      label={t('audit.table')}
      columns={COLUMNS.map((name) => ({
        name,
        text: t(`audit.column.${name}`),
        className: name === 'seq' ? 'text-right' : '',
      }))}
      columnsClass="audit-columns"
      count={list.hasMore ? null : entries.length}
      busy={list.state === 'loading'}
    >
      <VirtualRows
        ids={ids}
        selectedId={shown === null ? null : String(shown)}
        rowHeight={() => ROW_HEIGHT}
        onSelect={show}
        onNearEnd={list.state === 'ready' && list.hasMore ? loadOlder : undefined}
      >
        {(seq, place) => {
          const entry = entries[place.index];
          return entry === undefined ? null : <AuditRow key={seq} entry={entry} {...place} />;
        }}
      </VirtualRows>
    </Grid>
  );
}

/** The chosen entry in full: in words, and as it is kept. */
export function ShownEntry() {
  const entry = useAuditStore(({ list, shown }) => list.entries.find(({ seq }) => seq === shown));
  if (entry === undefined) {
    return null;
  }
  const { seq, at, actor, action, callId, params, result, hash } = entry;
  return (
    <section
      aria-label={t('audit.entry', { seq })}
      className="flex flex-wrap gap-x-4 gap-y-1 border-t border-line px-4 py-2 select-text"
    >
      <span className="font-medium">
        {actorText(actor)}: {actionText(action)}
      </span>
      <time dateTime={new Date(at).toISOString()}>{formatDateTime(at, true)}</time>
      {callId !== null && <CallLink callId={callId}>{callText(entry)}</CallLink>}
      <span className="text-muted">{paramsText(params)}</span>
      <span className={result === 'ok' ? 'text-muted' : 'text-danger'}>{resultText(result)}</span>
      <span className="w-full font-mono text-meta break-all text-faint">
        {t('audit.raw')}: {actor} {action} {callId} {params} {result} · {t('audit.hash')}: {hash}
      </span>
    </section>
  );
}
