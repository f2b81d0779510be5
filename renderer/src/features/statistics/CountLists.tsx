import type { CallCount, CallStatistics } from '#model/statistics';
import { formatCount, formatPercent } from '../../format/format';
import { t } from '../../i18n/i18n';
import { commandText } from '../../state/actWords';
import { endReasonText } from '../../state/callView';
import { FIGURES, figureText } from './figureTexts';

/** How many calls have each of something, as bars with their numbers. */
function CountList<Name extends string>(props: {
  readonly heading: string;
  readonly counts: readonly CallCount<Name>[];
  readonly text: (name: Name) => string;
  /** All calls of the range. */
  readonly calls: number;
}) {
  const { heading, counts, text, calls } = props;
  return (
    <section className="statistics-counts">
      <h3 className="font-medium">{heading}</h3>
      {counts.length === 0 ? (
        <p className="text-muted">{t('statistics.none')}</p>
      ) : (
        <ul>
          {counts.map((count) => (
            <li key={count.name} className="statistics-count">
              <span className="truncate">{text(count.name)}</span>
              <span className="text-right tabular-nums">{formatCount(count.calls)}</span>
              <span className="text-right text-faint tabular-nums">
                {formatPercent(count.calls / calls)}
              </span>
              <span className="statistics-bar" aria-hidden="true">
                <span style={{ width: `${(count.calls / calls) * 100}%` }} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function CountLists({ statistics }: { readonly statistics: CallStatistics }) {
  const { total, endReasons, outcomes, interventions, alerts } = statistics;
  const { calls } = total;
  return (
    <>
      <CountList
        heading={t('statistics.counts.endReasons')}
        counts={endReasons}
        text={endReasonText}
        calls={calls}
      />
      <CountList
        heading={t('statistics.counts.outcomes')}
        counts={outcomes}
        text={(outcome) => outcome}
        calls={calls}
      />
      <CountList
        heading={t('statistics.counts.interventions')}
        counts={interventions}
        text={commandText}
        calls={calls}
      />
      <CountList
        heading={t('statistics.counts.alerts')}
        counts={alerts}
        text={(signal) => t(`history.alert.${signal}`)}
        calls={calls}
      />
    </>
  );
}

/** All figures of each profile. */
export function ProfileTable(props: { readonly profiles: CallStatistics['byProfile'] }) {
  return (
    <section className="statistics-wide">
      <h3 className="font-medium">{t('statistics.by.profile')}</h3>
      <table className="record-table" aria-label={t('statistics.by.profile')}>
        <thead>
          <tr>
            <th scope="col">{t('statistics.filter.profile')}</th>
            {FIGURES.map((name) => (
              <th key={name} scope="col" className="text-right">
                {t(`statistics.figure.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.profiles.map(({ key, name, figures }) => (
            <tr key={key}>
              <th scope="row">{name || key || t('statistics.noProfile')}</th>
              {FIGURES.map((figure) => (
                <td key={figure} className="text-right tabular-nums">
                  {figureText(figure, figures[figure])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
