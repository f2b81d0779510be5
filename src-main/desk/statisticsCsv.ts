/** Statistics as one table: a line for each group, told by its first two columns. */
import type { CallFigures, CallStatistics } from '#model/statistics';
import { csvOf } from './csv';

const FIGURES = [
  ...(['calls', 'answered', 'talkMs', 'meanTalkMs', 'waitP50Ms', 'waitP95Ms'] as const),
  ...(['bargeIns', 'intervened', 'alerted', 'costUsd'] as const),
];

export function statisticsCsv(statistics: CallStatistics): string {
  const { total, before, byDay, byHour, byWeekday, byProfile } = statistics;
  const { endReasons, outcomes, interventions, alerts } = statistics;
  return csvOf([
    ['by', 'group', ...FIGURES],
    line('total', '', total),
    line('before', '', before),
    ...byDay.map(({ key, figures }) => line('day', localDay(key), figures)),
    ...byWeekday.map(({ key, figures }) => line('weekday', String(key), figures)),
    ...byHour.map(({ key, figures }) => line('hour', String(key), figures)),
    ...byProfile.map(({ key, name, figures }) =>
      line('profile', name === '' ? key : name, figures),
    ),
    ...endReasons.map(({ name, calls }) => ['end reason', name, calls]),
    ...outcomes.map(({ name, calls }) => ['outcome', name, calls]),
    ...interventions.map(({ name, calls }) => ['intervention', name, calls]),
    ...alerts.map(({ name, calls }) => ['alert', name, calls]),
  ]);
}

function line(
  by: string,
  group: string,
  figures: CallFigures,
): readonly (string | number | null)[] {
  return [by, group, ...FIGURES.map((name) => rounded(figures[name]))];
}

/** Without the noise of sums of fractions. */
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10_000) / 10_000;
}

function localDay(epochMs: number): string {
  const day = new Date(epochMs);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
