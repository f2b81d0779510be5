import type { EndReason } from '#model/endReasons';
import type { HistoryQuery, RecordedState } from '#model/history';

/** What the filters hold, as they are typed; empty does not count. */
export type HistoryFilters = {
  readonly text: string;
  readonly caller: string;
  /** Days as `yyyy-mm-dd`, in local time; both are included. */
  readonly fromDay: string;
  readonly toDay: string;
  readonly endReason: EndReason | '';
  readonly state: RecordedState | '';
  readonly tag: string;
  /** Whole seconds. */
  readonly minSeconds: string;
};

/** Filters that let every call through. */
export const NO_FILTERS: HistoryFilters = {
  text: '',
  caller: '',
  fromDay: '',
  toDay: '',
  endReason: '',
  state: '',
  tag: '',
  minSeconds: '',
};

/**
 * All reasons, in the order they are offered. One that is missing does not compile; the list of
 * model/endReasons is code, and the window takes types only.
 */
export const END_REASONS = Object.keys({
  'caller-hung-up': 0,
  'supervisor-hung-up': 0,
  declined: 0,
  'agent-ended': 0,
  transferred: 0,
  'not-answered': 0,
  'caller-silent': 0,
  'agent-unavailable': 0,
  'media-failed': 0,
  'setup-failed': 0,
  'asterisk-lost': 0,
  'max-duration': 0,
  shutdown: 0,
} satisfies Record<EndReason, 0>) as readonly EndReason[];

/** All states of a recorded call, in the order they are offered. */
export const RECORDED_STATES: readonly RecordedState[] = ['live', 'ended', 'interrupted'];

/** Whether anything is filtered. */
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
  const from = dayStart(filters.fromDay, 0);
  const nextDay = dayStart(filters.toDay, 1);
  const seconds = Math.floor(Number(filters.minSeconds));
  return {
    ...(text === '' ? {} : { text }),
    ...(caller === '' ? {} : { caller }),
    ...(from === null || from < 0 ? {} : { from }),
    ...(nextDay === null || nextDay < 1 ? {} : { to: nextDay - 1 }),
    ...(filters.endReason === '' ? {} : { endReason: filters.endReason }),
    ...(filters.state === '' ? {} : { state: filters.state }),
    ...(tag === '' ? {} : { tag }),
    ...(seconds > 0 && Number.isSafeInteger(seconds * 1000)
      ? { minDurationMs: seconds * 1000 }
      : {}),
  };
}
