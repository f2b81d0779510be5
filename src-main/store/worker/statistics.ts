/**
 * Figures over many calls. SQL adds up stretches that are short enough for any time zone; here they
 * become days, hours and weekdays of the local clock.
 */
import { isAlertSignal } from '#model/alert';
import type { AuditAction } from '#model/audit';
import type { EndReason } from '#model/endReasons';
import { percentile } from '#model/percentile';
import type {
  CallCount,
  CallFigures,
  CallStatistics,
  FigureGroup,
  StatisticsQuery,
} from '#model/statistics';
import type { Database, SqlRow, SqlValue } from './driver';
import { numberOf, textOf } from './rows';
import { BY_A_PERSON } from './searches';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A cell: the calls of a profile that began in a slot of time. All of it is in one index. */
const CELLS = `CAST(started_at / ? AS INTEGER) AS slot, profile_id, max(profile_name) AS profile_name,
  count(*) AS calls, count(answered_at) AS answered, count(ended_at - answered_at) AS talked,
  total(ended_at - answered_at) AS talk_ms, total(barge_ins) AS barge_ins, total(cost_usd) AS cost_usd,
  sum(key IN (SELECT call_key FROM acts WHERE ${BY_A_PERSON})) AS intervened,
  sum(key IN (SELECT call_key FROM alerts)) AS alerted,
  json_group_array(wait_ms) FILTER (WHERE wait_ms IS NOT NULL) AS waits`;

/** Conditions on the calls, with their values. */
type Filter = { readonly sql: string; readonly values: readonly SqlValue[] };

export function statisticsOf(db: Database, query: StatisticsQuery): CallStatistics {
  const filter = filterOf(query);
  const earlier = before(query);
  const groups = new Groups();
  const slotMs = slotOf(query);
  for (const row of cellsOf(db, filter, slotMs)) {
    groups.add(new Date(numberOf(row, 'slot') * slotMs), cellOf(row));
  }
  const total = new Tally();
  for (const row of cellsOf(db, filterOf({ ...query, ...earlier }), DAY_MS)) {
    total.add(cellOf(row));
  }
  return {
    ...groups.figures(),
    before: total.figures(),
    beforeFrom: earlier.from,
    beforeTo: earlier.to,
    ...countsOf(db, filter),
  };
}

/** Length of a slot, ms: a quarter of an hour where the local clock is no whole hour off. */
function slotOf({ from, to }: StatisticsQuery): number {
  const isWhole = [from, to].every((at) => new Date(at).getTimezoneOffset() % 60 === 0);
  return isWhole ? HOUR_MS : HOUR_MS / 4;
}

/** The same stretch whole days before: hours and weekdays of work stay comparable. */
function before({ from, to }: StatisticsQuery): Pick<StatisticsQuery, 'from' | 'to'> {
  const days = Math.max(1, Math.ceil((to - from) / DAY_MS));
  return { from: daysBefore(from, days), to: Math.min(from, daysBefore(to, days)) };
}

/** The same time of the local day, some days before: a day may have 23 or 25 hours. */
function daysBefore(epochMs: number, days: number): number {
  const date = new Date(epochMs);
  date.setDate(date.getDate() - days);
  return date.getTime();
}

function filterOf({ from, to, profileId, direction, trials }: StatisticsQuery): Filter {
  const conditions = [
    trials === true ? 'demo IN (0, 1)' : 'demo = 0 AND trial IS NULL',
    'started_at >= ? AND started_at < ?',
  ];
  const values: SqlValue[] = [from, to];
  if (profileId !== undefined) {
    conditions.push('profile_id = ?');
    values.push(profileId);
  }
  if (direction !== undefined) {
    conditions.push('direction = ?');
    values.push(direction);
  }
  return { sql: conditions.join(' AND '), values };
}

function cellsOf(db: Database, { sql, values }: Filter, slotMs: number): readonly SqlRow[] {
  return db.all(
    `SELECT ${CELLS} FROM calls WHERE ${sql} GROUP BY 1, 2 ORDER BY 1`,
    ...[slotMs, ...values],
  );
}

function countsOf(
  db: Database,
  { sql, values }: Filter,
): Pick<CallStatistics, 'endReasons' | 'outcomes' | 'interventions' | 'alerts'> {
  const counted = (column: string, from: string): readonly CallCount<string>[] =>
    db
      .all(`SELECT ${column} AS name, ${from} GROUP BY 1 ORDER BY 2 DESC, 1`, ...values)
      .map((row) => ({ name: textOf(row, 'name'), calls: numberOf(row, 'calls') }));
  const ofCalls = (table: string) =>
    `count(DISTINCT call_key) AS calls FROM ${table} WHERE call_key IN (SELECT key FROM calls WHERE ${sql})`;
  return {
    endReasons: counted(
      'end_reason',
      `count(*) AS calls FROM calls WHERE ${sql} AND end_reason IS NOT NULL`,
    ) as readonly CallCount<EndReason>[],
    outcomes: counted('outcome', `${ofCalls('summaries')} AND outcome IS NOT NULL`),
    interventions: counted(
      'action',
      `${ofCalls('acts')} AND ${BY_A_PERSON}`,
    ) as readonly CallCount<AuditAction>[],
    // Another version may know more signals.
    alerts: counted('signal', ofCalls('alerts')).flatMap(({ name, calls }) =>
      isAlertSignal(name) ? [{ name, calls }] : [],
    ),
  };
}

/** Cells by day, hour, weekday and profile. */
class Groups {
  readonly #total = new Tally();
  readonly #days = new Map<number, Tally>();
  readonly #hours = new Map<number, Tally>();
  readonly #weekdays = new Map<number, Tally>();
  readonly #profiles = new Map<string, Tally>();
  readonly #names = new Map<string, string>();

  add(at: Date, cell: Cell): void {
    this.#names.set(cell.profileId, cell.profileName);
    this.#total.add(cell);
    tallyIn(this.#hours, at.getHours()).add(cell);
    // Sunday is 0 in JavaScript, and 7 in ISO 8601.
    tallyIn(this.#weekdays, at.getDay() === 0 ? 7 : at.getDay()).add(cell);
    tallyIn(this.#profiles, cell.profileId).add(cell);
    tallyIn(this.#days, at.setHours(0, 0, 0, 0)).add(cell);
  }

  figures(): Pick<CallStatistics, 'total' | 'byDay' | 'byHour' | 'byWeekday' | 'byProfile'> {
    return {
      total: this.#total.figures(),
      byDay: groupsOf(this.#days),
      byHour: groupsOf(this.#hours),
      byWeekday: groupsOf(this.#weekdays),
      byProfile: [...this.#profiles]
        .map(([key, tally]) => ({
          key,
          name: this.#names.get(key) ?? '',
          figures: tally.figures(),
        }))
        .toSorted((a, b) => b.figures.calls - a.figures.calls || (a.key < b.key ? -1 : 1)),
    };
  }
}

function tallyIn<Key>(tallies: Map<Key, Tally>, key: Key): Tally {
  let tally = tallies.get(key);
  if (tally === undefined) {
    tally = new Tally();
    tallies.set(key, tally);
  }
  return tally;
}

function groupsOf(tallies: ReadonlyMap<number, Tally>): readonly FigureGroup<number>[] {
  return [...tallies]
    .toSorted(([a], [b]) => a - b)
    .map(([key, tally]) => ({ key, figures: tally.figures() }));
}

type Sums = Omit<CallFigures, 'meanTalkMs' | 'waitP50Ms' | 'waitP95Ms'> & {
  /** Calls that were answered and are over. */
  readonly talked: number;
};

type Cell = Sums & {
  readonly profileId: string;
  readonly profileName: string;
  readonly waits: readonly number[];
};

function cellOf(row: SqlRow): Cell {
  return {
    profileId: textOf(row, 'profile_id'),
    profileName: textOf(row, 'profile_name'),
    calls: numberOf(row, 'calls'),
    answered: numberOf(row, 'answered'),
    talked: numberOf(row, 'talked'),
    talkMs: numberOf(row, 'talk_ms'),
    bargeIns: numberOf(row, 'barge_ins'),
    intervened: numberOf(row, 'intervened'),
    alerted: numberOf(row, 'alerted'),
    costUsd: numberOf(row, 'cost_usd'),
    waits: JSON.parse(textOf(row, 'waits')) as readonly number[],
  };
}

const NOTHING: Sums = {
  calls: 0,
  answered: 0,
  talked: 0,
  talkMs: 0,
  bargeIns: 0,
  intervened: 0,
  alerted: 0,
  costUsd: 0,
};

/** Adds up cells. */
class Tally {
  #sums = NOTHING;
  readonly #waits: number[] = [];

  add(cell: Cell): void {
    const sums = this.#sums;
    this.#sums = {
      calls: sums.calls + cell.calls,
      answered: sums.answered + cell.answered,
      talked: sums.talked + cell.talked,
      talkMs: sums.talkMs + cell.talkMs,
      bargeIns: sums.bargeIns + cell.bargeIns,
      intervened: sums.intervened + cell.intervened,
      alerted: sums.alerted + cell.alerted,
      costUsd: sums.costUsd + cell.costUsd,
    };
    for (const wait of cell.waits) {
      this.#waits.push(wait);
    }
  }

  figures(): CallFigures {
    const { talked, ...sums } = this.#sums;
    const waits = Float64Array.from(this.#waits).sort();
    return {
      ...sums,
      meanTalkMs: talked === 0 ? null : sums.talkMs / talked,
      waitP50Ms: percentile(waits, 0.5),
      waitP95Ms: percentile(waits, 0.95),
    };
  }
}
