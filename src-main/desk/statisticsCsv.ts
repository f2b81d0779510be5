/** Statistics as one table: a line for each group, told by its first two columns. */
import type { Language } from '#model/language';
import { phrase, type PhraseCode } from '#model/phrases/phrase';
import { wordsIn } from '#model/phrases/wordsIn';
import type { CallCount, CallFigures, CallStatistics } from '#model/statistics';
import { csvOf, headOf } from './csv';

const FIGURES = [
  ...(['calls', 'answered', 'talkMs', 'meanTalkMs', 'waitP50Ms', 'waitP95Ms'] as const),
  ...(['bargeIns', 'intervened', 'alerted', 'costUsd'] as const),
];

/** What a line is told by. */
type Group = Extract<PhraseCode, `group.${string}`>;

export function statisticsCsv(statistics: CallStatistics, language: Language = 'en'): string {
  const name = (group: Group) => wordsIn(language, phrase(group));
  const line = (group: Group, key: string, figures: CallFigures) => [
    name(group),
    key,
    ...FIGURES.map((figure) => rounded(figures[figure])),
  ];
  const { total, before, byDay, byHour, byWeekday, byProfile } = statistics;
  const { endReasons, outcomes, interventions, alerts } = statistics;
  const countsOf = (group: Group, counts: readonly CallCount<string>[]) =>
    counts.map((count) => [name(group), count.name, count.calls]);
  return csvOf(
    [
      (['by', 'group', ...FIGURES] as const).map((column) => headOf(column, language)),
      line('group.total', '', total),
      line('group.before', '', before),
      ...byDay.map(({ key, figures }) => line('group.day', localDay(key), figures)),
      ...byWeekday.map(({ key, figures }) => line('group.weekday', String(key), figures)),
      ...byHour.map(({ key, figures }) => line('group.hour', String(key), figures)),
      ...byProfile.map(({ key, name: called, figures }) =>
        line('group.profile', called === '' ? key : called, figures),
      ),
      ...countsOf('group.end-reason', endReasons),
      ...countsOf('group.outcome', outcomes),
      ...countsOf('group.intervention', interventions),
      ...countsOf('group.alert', alerts),
    ],
    language,
  );
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
