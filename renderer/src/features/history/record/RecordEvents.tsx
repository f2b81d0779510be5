import type { CallAct, RecordedEvent } from '#model/history';
import { formatCallTime } from '#window/format/format';
import { t } from '#window/i18n/i18n';
import { inWords } from '#window/i18n/inWords';
import { actText } from '#window/state/actWords';
import { actorText } from '#window/state/whoActed';
import { seek, usePlayerStore } from '../player/playerStore';

type Row = { readonly atMs: number; readonly kind: string; readonly text: string };

function rowsOf(events: readonly RecordedEvent[], acts: readonly CallAct[]): readonly Row[] {
  return [
    ...events.map(({ atMs, kind, phrase }) => ({ atMs, kind, text: inWords(phrase) })),
    ...acts.map((act) => ({ atMs: act.atMs, kind: actorText(act.actor), text: actText(act) })),
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

/** What happened in the call and who did what to it, in order. */
export function RecordEvents(props: {
  readonly events: readonly RecordedEvent[];
  readonly acts: readonly CallAct[];
}) {
  const rows = rowsOf(props.events, props.acts);
  if (rows.length === 0) {
    return <p className="px-5 text-muted">{t('history.noEvents')}</p>;
  }
  return (
    <ol className="px-5">
      {rows.map(({ atMs, kind, text }, index) => (
        <li
          key={index}
          className="grid grid-cols-[72px_128px_minmax(0,1fr)] gap-3 border-b border-line py-1.5"
        >
          <Moment atMs={atMs} />
          <span className="truncate font-mono text-meta leading-5 text-muted" title={kind}>
            {kind}
          </span>
          <span className="select-text">{text}</span>
        </li>
      ))}
    </ol>
  );
}
