import type { CallFigures, CallStatistics, FigureGroup } from '#model/statistics';
import { dayOf, hourText, weekdayText } from '../../format/calendar';
import { t } from '../../i18n/i18n';
import { useThemeStore } from '../../state/theme';
import { TrendChart } from '../../ui/charts/TrendChart';
import { type FigureName, figureText } from './figureTexts';
import { useStatisticsStore } from './statisticsStore';

const CHART_HEIGHT = 160;

/** Figures that are sums: where there was no call they are 0, and not unknown. */
const NO_SUMS: readonly FigureName[] = ['meanTalkMs', 'waitP50Ms', 'waitP95Ms'];

function Chart(props: {
  readonly by: 'day' | 'hour' | 'weekday';
  /** All places of the axis, whether there was a call or not. */
  readonly at: readonly number[];
  readonly groups: readonly FigureGroup<number>[];
  readonly formatAt: (at: number) => string;
}) {
  const figure = useStatisticsStore((state) => state.figure) as FigureName;
  const theme = useThemeStore((state) => state.inForce);
  const known = new Map<number, CallFigures>(props.groups.map((each) => [each.key, each.figures]));
  const heading = t(`statistics.by.${props.by}`);
  return (
    <section className="statistics-chart">
      <h3 className="font-medium">{heading}</h3>
      <TrendChart
        theme={theme}
        key={figure}
        kind="bars"
        height={CHART_HEIGHT}
        label={t('statistics.chart', { figure: t(`statistics.figure.${figure}`), by: heading })}
        // Places of the axis are numbered: days need not be of one length.
        at={props.at.map((_, index) => index)}
        lines={[
          {
            label: t(`statistics.figure.${figure}`),
            color: '--accent',
            values: props.at.map(
              (at) => known.get(at)?.[figure] ?? (NO_SUMS.includes(figure) ? null : 0),
            ),
          },
        ]}
        formatAt={(index) => {
          const at = props.at[index];
          return at === undefined ? '' : props.formatAt(at);
        }}
        formatValue={(value) => figureText(figure, value)}
      />
    </section>
  );
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** Every local day between the first and the last that has a call. */
function daysOf(groups: readonly FigureGroup<number>[]): readonly number[] {
  const days: number[] = [];
  const last = groups.at(-1)?.key ?? 0;
  for (
    const day = new Date(groups[0]?.key ?? 1);
    day.getTime() <= last;
    day.setDate(day.getDate() + 1)
  ) {
    days.push(day.getTime());
  }
  return days;
}

export function Charts({ statistics }: { readonly statistics: CallStatistics }) {
  const { byDay, byHour, byWeekday } = statistics;
  return (
    <>
      {byDay.length > 1 && <Chart by="day" at={daysOf(byDay)} groups={byDay} formatAt={dayOf} />}
      <Chart by="hour" at={HOURS} groups={byHour} formatAt={hourText} />
      {byDay.length > 1 && (
        <Chart by="weekday" at={WEEKDAYS} groups={byWeekday} formatAt={weekdayText} />
      )}
    </>
  );
}
