import { acknowledgements, measuredAlerts } from '#model/alert';
import { actsBesideAlerts, type CallRecord } from '#model/history';
import { formatCallTime } from '#window/format/format';
import { t } from '#window/i18n/i18n';
import { inWords } from '#window/i18n/inWords';
import { actText, seenToText } from '#window/state/actWords';
import { actorText } from '#window/state/whoActed';
import { seek, usePlayerStore } from '../player/playerStore';

/** `who`: whose deed it was; empty for what happened by itself. */
type Row = { readonly atMs: number; readonly who: string; readonly text: string };

function rowsOf(record: CallRecord): readonly Row[] {
  return [
    ...[...record.events, ...measuredAlerts(record.alerts, record.call.startedAt)].map(
      ({ atMs, phrase }) => ({
        ...{ atMs, who: '', text: inWords(phrase) },
      }),
    ),
    ...acknowledgements(record.alerts, record.call.startedAt).map(({ atMs, by, phrase }) => ({
      ...{ atMs, who: actorText(by), text: seenToText(phrase) },
    })),
    ...actsBesideAlerts(record.acts).map((act) => ({
      ...{ atMs: act.atMs, who: actorText(act.actor), text: actText(act) },
    })),
  ].toSorted((a, b) => a.atMs - b.atMs);
}

function Moment({ atMs }: { readonly atMs: number }) {
  const canPlay = usePlayerStore(({ parts, state }) => parts.length > 0 && state !== 'failed');
  const time = formatCallTime(atMs);
  const className = 'font-mono text-meta leading-5 text-faint tabular-nums';
  return canPlay ? (
    <button
      type="button"
      className={`turn-time ${className}`}
      aria-label={t('transcript.playFrom', { at: time })}
      onClick={() => {
        seek(atMs, true);
      }}
    >
      {time}
    </button>
  ) : (
    <span className={className}>{time}</span>
  );
}

/** What happened in the call, what called for attention, and who did what to it, in order. */
export function RecordEvents({ record }: { readonly record: CallRecord }) {
  const rows = rowsOf(record);
  if (rows.length === 0) {
    return <p className="px-5 text-muted">{t('history.noEvents')}</p>;
  }
  return (
    <ol className="px-5">
      {rows.map(({ atMs, who, text }, index) => (
        <li
          key={index}
          className="grid grid-cols-[72px_128px_minmax(0,1fr)] gap-3 border-b border-line py-1.5"
        >
          <Moment atMs={atMs} />
          <span className="truncate text-meta leading-5 text-muted" title={who}>
            {who}
          </span>
          <span className="select-text">{text}</span>
        </li>
      ))}
    </ol>
  );
}
