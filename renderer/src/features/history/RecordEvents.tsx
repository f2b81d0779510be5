import type { RecordedEvent } from '#model/history';
import { formatCallTime } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';

/** What happened in the call, in order. */
export function RecordEvents({ events }: { readonly events: readonly RecordedEvent[] }) {
  if (events.length === 0) {
    return <p className="px-5 text-muted">{t('history.noEvents')}</p>;
  }
  return (
    <ol className="px-5">
      {events.map((event, index) => (
        <li
          key={index}
          className="grid grid-cols-[72px_128px_minmax(0,1fr)] gap-3 border-b border-line py-1.5"
        >
          <span className="font-mono text-meta leading-5 text-faint tabular-nums">
            {formatCallTime(event.atMs)}
          </span>
          <span className="truncate font-mono text-meta leading-5 text-muted" title={event.kind}>
            {event.kind}
          </span>
          <span className="select-text">{inWords(event.phrase)}</span>
        </li>
      ))}
    </ol>
  );
}
