import { formatCallTime } from '../../format/format';
import { t } from '../../i18n/i18n';
import { Shape } from '../../ui/signs/Shape';
import { MARK_LOOKS, showMomentOfCall, type TimelineMark } from '../callWaves';

/**
 * What happened in the call, what was measured and what was done, the newest on top; each leads to
 * its second on the time axis.
 */
export function EventsTab({ events }: { readonly events: readonly TimelineMark[] }) {
  if (events.length === 0) {
    return <p className="px-4 text-muted">{t('inspector.noEvents')}</p>;
  }
  return (
    <ol className="flex flex-col px-2">
      {events.toReversed().map(({ atMs, kind, text }, index) => (
        <li key={events.length - index}>
          <button
            type="button"
            className="event-row"
            onClick={() => {
              showMomentOfCall(atMs);
            }}
          >
            <span className="font-mono text-meta leading-5 text-faint tabular-nums">
              {formatCallTime(atMs)}
            </span>
            <Shape {...MARK_LOOKS[kind]} />
            <span className="min-w-0">{text()}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
