import { create } from 'zustand';
import type { CallDirection } from '#model/call';
import type { Phrase } from '#model/phrases/phrase';
import type { CallFigures, CallStatistics, StatisticsQuery } from '#model/statistics';
import { request } from '../../bridge/bridge';
import { timedRequest } from '../../bridge/timedRequest';
import { type LateText, t } from '../../i18n/i18n';
import { savedNotice } from '../../state/savedNotice';
import { dayBefore, dayStart } from '../history';

/** First and last day of the ranges that can be chosen, in days before today. */
export const RANGES = [
  { name: 'today', first: 0, last: 0 },
  { name: 'yesterday', first: 1, last: 1 },
  { name: 'week', first: 6, last: 0 },
  { name: 'month', first: 29, last: 0 },
  { name: 'quarter', first: 89, last: 0 },
] as const;

type RangeName = (typeof RANGES)[number]['name'];

/** Days as `yyyy-mm-dd`, in local time; both are included. */
export type CountedDays = { readonly fromDay: string; readonly toDay: string };

/** What is counted; empty does not count. */
export type StatisticsFilters = {
  /** A range that goes with the days, or days that were typed. */
  readonly days: RangeName | CountedDays;
  readonly profileId: string;
  readonly direction: CallDirection | '';
  readonly trials: boolean;
};

/** While it is `loading`, what was read before is still shown. */
type Reading =
  | { readonly state: 'loading'; readonly statistics: CallStatistics | null }
  | { readonly state: 'ready'; readonly statistics: CallStatistics }
  | { readonly state: 'failed'; readonly statistics: null; readonly message: Phrase };

export type StatisticsState = {
  readonly filters: StatisticsFilters;
  readonly reading: Reading;
  /** The figure that the charts show. */
  readonly figure: keyof CallFigures;
  /** Outcome of the newest export, in words; empty for none. */
  readonly notice: LateText | null;
};

/** The screen as it opens: the shift of today. */
export function initialStatistics(): StatisticsState {
  return {
    filters: { days: 'today', profileId: '', direction: '', trials: false },
    reading: { state: 'loading', statistics: null },
    figure: 'calls',
    notice: null,
  };
}

export const useStatisticsStore = create<StatisticsState>()(initialStatistics);

const { getState: get, setState: set } = useStatisticsStore;

export function changeStatistics(patch: Partial<StatisticsFilters>): void {
  set(({ filters }) => ({ filters: { ...filters, ...patch } }));
  void readStatistics();
}

/** The days that are counted at a moment. */
export function daysAt(days: StatisticsFilters['days'], nowMs: number): CountedDays {
  if (typeof days !== 'string') {
    return days;
  }
  const { first, last } = RANGES.find(({ name }) => name === days) ?? RANGES[0];
  return { fromDay: dayBefore(first, nowMs), toDay: dayBefore(last, nowMs) };
}

/**
 * The question that is put to the record; null while the days make no sense. A day that is not over
 * counts until now, so that it is compared with the same hours before.
 */
export function statisticsQueryOf(
  { days, profileId, direction, trials }: StatisticsFilters,
  nowMs: number,
): StatisticsQuery | null {
  const { fromDay, toDay } = daysAt(days, nowMs);
  const from = dayStart(fromDay, 0);
  const end = dayStart(toDay, 1);
  if (from === null || end === null || from < 0 || from >= Math.min(end, nowMs)) {
    return null;
  }
  return {
    from,
    to: Math.min(end, nowMs),
    ...(profileId === '' ? {} : { profileId }),
    ...(direction === '' ? {} : { direction }),
    ...(trials ? { trials } : {}),
  };
}

let readNumber = 0;

export async function readStatistics(): Promise<void> {
  readNumber += 1;
  const own = readNumber;
  const query = statisticsQueryOf(get().filters, Date.now());
  if (query === null) {
    return;
  }
  set(({ reading }) => ({ reading: { state: 'loading', statistics: reading.statistics } }));
  const answer = await timedRequest('statistics:read', { query });
  if (own !== readNumber) {
    return;
  }
  set({
    reading: answer.ok
      ? { state: 'ready', statistics: answer.value }
      : { state: 'failed', statistics: null, message: answer.error.phrase },
  });
}

/** Without a time limit: the dialog may stay open for any time. */
export async function exportStatistics(): Promise<void> {
  const query = statisticsQueryOf(get().filters, Date.now());
  if (query === null) {
    return;
  }
  const answer = await request('statistics:export', { query });
  const notice = savedNotice(answer, (path) => t('statistics.exported', { path }));
  if (notice !== null) {
    set({ notice });
  }
}
