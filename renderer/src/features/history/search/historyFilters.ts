import type { AlertSignal } from '#model/alert';
import type { CallDirection } from '#model/call';
import type { EndReason } from '#model/endReasons';
import type { HistoryQuery, Intervention, RecordedState } from '#model/history';
import type { SavedQuery, SearchDays } from '#model/savedSearches';

/** What the filters hold, as they are typed; empty does not count. */
export type HistoryFilters = {
  readonly text: string;
  readonly caller: string;
  readonly direction: CallDirection | '';
  readonly profileId: string;
  readonly alert: AlertSignal | 'any' | '';
  readonly intervention: Intervention | '';
  readonly actor: string;
  /** Days as `yyyy-mm-dd`, in local time; both are included. */
  readonly fromDay: string;
  readonly toDay: string;
  /** Calls of so many hours until now, in place of days; empty for days. */
  readonly lastHours: string;
  /** Days that move on with the calendar, in place of the two; empty for these. */
  readonly days: SearchDays | '';
  readonly endReason: EndReason | '';
  readonly state: RecordedState | '';
  /** One or several, with commas between. */
  readonly tag: string;
  /** What the call came to, by its summary. */
  readonly outcome: string;
  /** Whole seconds. */
  readonly minSeconds: string;
};

/** Filters that let calls of any time through. */
export const NO_RANGE = { fromDay: '', toDay: '', lastHours: '', days: '' } as const;

/** Filters that let every call through. */
export const NO_FILTERS: HistoryFilters = {
  text: '',
  caller: '',
  direction: '',
  profileId: '',
  alert: '',
  intervention: '',
  actor: '',
  ...NO_RANGE,
  endReason: '',
  state: '',
  tag: '',
  outcome: '',
  minSeconds: '',
};

export function isFiltered(filters: HistoryFilters): boolean {
  return Object.values(filters).some((value) => value.trim() !== '');
}

/** Whether the days are the wrong way round, so that no call can match. */
export function isBackwards({ fromDay, toDay }: HistoryFilters): boolean {
  return fromDay !== '' && toDay !== '' && fromDay > toDay;
}

/** Epoch ms at which a local day begins, some days later; null when it is no day. */
export function dayStart(day: string, daysLater: number): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (match === null) {
    return null;
  }
  const [year = 0, month = 0, date = 0] = match.slice(1).map(Number);
  return new Date(year, month - 1, date + daysLater).getTime();
}

const HOUR_MS = 3_600_000;

/** A local day, some days ago, as a date field holds it. */
export function dayBefore(days: number, nowMs: number): string {
  const now = new Date(nowMs);
  return dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - days));
}

function dayOf(day: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The first and the last of the days, as so many days ago. */
const DAYS_AGO: Readonly<Record<SearchDays, readonly [number, number]>> = {
  today: [0, 0],
  yesterday: [1, 1],
  'last-seven': [6, 0],
};

/** The days that are meant now, as the date fields hold them. */
export function daysShown(
  { fromDay, toDay, days }: HistoryFilters,
  nowMs: number,
): Pick<HistoryFilters, 'fromDay' | 'toDay'> {
  if (days === '') {
    return { fromDay, toDay };
  }
  const [first, last] = DAYS_AGO[days];
  return { fromDay: dayBefore(first, nowMs), toDay: dayBefore(last, nowMs) };
}

/** When the calls began, epoch ms. */
function rangeOf(filters: HistoryFilters, nowMs: number): Pick<HistoryQuery, 'from' | 'to'> {
  if (filters.lastHours !== '') {
    return { from: nowMs - Number(filters.lastHours) * HOUR_MS };
  }
  const { fromDay, toDay } = daysShown(filters, nowMs);
  const from = dayStart(fromDay, 0);
  const nextDay = dayStart(toDay, 1);
  return {
    ...(from === null || from < 0 ? {} : { from }),
    ...(nextDay === null || nextDay < 1 ? {} : { to: nextDay - 1 }),
  };
}

/** The question that is put to the record. */
export function queryOf(filters: HistoryFilters, nowMs = Date.now()): HistoryQuery {
  const text = filters.text.trim();
  const caller = filters.caller.trim();
  const tags = filters.tag.split(',').flatMap((each) => each.trim() || []);
  const outcome = filters.outcome.trim();
  const seconds = Math.floor(Number(filters.minSeconds));
  return {
    ...(text === '' ? {} : { text }),
    ...(caller === '' ? {} : { caller }),
    ...(filters.direction === '' ? {} : { direction: filters.direction }),
    ...(filters.profileId === '' ? {} : { profileId: filters.profileId }),
    ...rangeOf(filters, nowMs),
    ...(filters.alert === '' ? {} : { alert: filters.alert }),
    ...(filters.intervention === '' ? {} : { intervention: filters.intervention }),
    ...(filters.actor === '' ? {} : { actor: filters.actor }),
    ...(filters.endReason === '' ? {} : { endReason: filters.endReason }),
    ...(filters.state === '' ? {} : { state: filters.state }),
    ...(tags.length === 0 ? {} : { tag: tags }),
    ...(outcome === '' ? {} : { outcome }),
    ...(seconds > 0 && Number.isSafeInteger(seconds * 1000)
      ? { minDurationMs: seconds * 1000 }
      : {}),
  };
}

/** The same, to be kept: hours and days until now are those before each search, not this one. */
export function savedQueryOf(filters: HistoryFilters): SavedQuery {
  const { lastHours, days } = filters;
  if (lastHours === '' && days === '') {
    return queryOf(filters);
  }
  const undated = queryOf({ ...filters, ...NO_RANGE });
  return days === '' ? { ...undated, lastHours: Number(lastHours) } : { ...undated, days };
}

/** The filters that ask a kept question. */
export function filtersOf(query: SavedQuery): HistoryFilters {
  const { from, to, lastHours, days, tag, minDurationMs, text, caller, outcome, ...rest } = query;
  const { direction, profileId, alert, intervention, actor, endReason, state } = rest;
  return {
    text: text ?? '',
    caller: caller ?? '',
    direction: direction ?? '',
    profileId: profileId ?? '',
    alert: alert ?? '',
    intervention: intervention ?? '',
    actor: actor ?? '',
    fromDay: from === undefined ? '' : dayOf(new Date(from)),
    toDay: to === undefined ? '' : dayOf(new Date(to)),
    lastHours: lastHours === undefined ? '' : String(lastHours),
    days: days ?? '',
    endReason: endReason ?? '',
    state: state ?? '',
    tag: [tag ?? []].flat().join(', '),
    outcome: outcome ?? '',
    minSeconds: minDurationMs === undefined ? '' : String(Math.floor(minDurationMs / 1_000)),
  };
}

/** Whether two sets of filters ask the same. */
export function asksSame(one: HistoryFilters, other: HistoryFilters): boolean {
  return JSON.stringify(savedQueryOf(one)) === JSON.stringify(savedQueryOf(other));
}
