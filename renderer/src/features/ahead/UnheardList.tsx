import type { RecordedEvent } from '#model/history';
import type { Transcript } from '#model/transcript';
import { type Unheard, unheardIn } from '#model/unheard';
import { formatCallTime, formatTenths } from '../../format/format';
import { t } from '../../i18n/i18n';

function lengthOf({ startMs, endMs }: Unheard): string {
  return endMs === null ? '' : t('unheard.lasted', { seconds: formatTenths(endMs - startMs) });
}

/**
 * What the caller did not hear in a call, in words with its times: in a live call, and in a
 * record.
 */
export function UnheardList({
  turns,
  events,
}: {
  readonly turns: Transcript;
  readonly events: readonly RecordedEvent[];
}) {
  const unheard = unheardIn(turns, events);
  if (unheard.length === 0) {
    return <p className="px-5 py-3 text-muted">{t('unheard.nothing')}</p>;
  }
  return (
    <ol className="py-3" aria-label={t('unheard.label')}>
      {unheard.map((each) => (
        <li key={`${each.why} ${String(each.startMs)}`} className="turn">
          <span className="pt-0.5 font-mono text-meta leading-5 text-faint tabular-nums">
            {formatCallTime(each.startMs)}
          </span>
          <span className="rounded-full bg-warn" />
          <div className="min-w-0">
            <p className="text-meta text-muted">
              {t(`unheard.why.${each.why}`)} {lengthOf(each)}
            </p>
            {each.text !== '' && (
              <p className="turn-text" dir="auto">
                {each.text}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
