import type { CallDirection } from '#model/call';
import type { EndReason } from '#model/endReasons';
import type { HistoryQuery, RecordedState } from '#model/history';

/** What the filters hold, as they are typed; empty does not count. */
export type HistoryFilters = {
  readonly text: string;
  readonly caller: string;
  readonly direction: CallDirection | '';
  readonly profileId: string;
  /** Days as `yyyy-mm-dd`, in local time; both are included. */
  readonly fromDay: string;
  readonly toDay: string;
  readonly endReason: EndReason | '';
  readonly state: RecordedState | '';
  readonly tag: string;
  /** What the call came to, by its summary. */
  readonly outcome: string;
  /** Whole seconds. */
  readonly minSeconds: string;
};

/** Filters that let every call through. */
export const NO_FILTERS: HistoryFilters = {
  text: '',
  caller: '',
  direction: '',
  profileId: '',
  fromDay: '',
  toDay: '',
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
function dayStart(day: string, daysLater: number): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (match === null) {
    return null;
  }
  const [year = 0, month = 0, date = 0] = match.slice(1).map(Number);
  return new Date(year, month - 1, date + daysLater).getTime();
}

/** The question that is put to the record. */
export function queryOf(filters: HistoryFilters): HistoryQuery {
  const text = filters.text.trim();
  const caller = filters.caller.trim();
  const tag = filters.tag.trim();
  const outcome = filters.outcome.trim();
  const from = dayStart(filters.fromDay, 0);
  const nextDay = dayStart(filters.toDay, 1);
  const seconds = Math.floor(Number(filters.minSeconds));
  return {
    ...(text === '' ? {} : { text }),
    ...(caller === '' ? {} : { caller }),
    ...(filters.direction === '' ? {} : { direction: filters.direction }),
    ...(filters.profileId === '' ? {} : { profileId: filters.profileId }),
    ...(from === null || from < 0 ? {} : { from }),
    ...(nextDay === null || nextDay < 1 ? {} : { to: nextDay - 1 }),
    ...(filters.endReason === '' ? {} : { endReason: filters.endReason }),
    ...(filters.state === '' ? {} : { state: filters.state }),
    ...(tag === '' ? {} : { tag }),
    ...(outcome === '' ? {} : { outcome }),
    ...(seconds > 0 && Number.isSafeInteger(seconds * 1000)
      ? { minDurationMs: seconds * 1000 }
      : {}),
  };
}
