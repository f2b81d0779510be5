/** Figures over many calls of the record: what came, what became of it, what it cost. */
import type { AlertSignal } from './alert';
import type { AuditAction } from './audit';
import type { CallDirection } from './call';
import type { EndReason } from './endReasons';

/** Which calls are counted. An absent condition does not count. */
export type StatisticsQuery = {
  /** Calls that began from here on and before `to`, epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly profileId?: string;
  readonly direction?: CallDirection;
  /** Demo calls and test calls are counted too. */
  readonly trials?: boolean;
};

/** Figures of a set of calls. Where they talk about a length, there may be none: null. */
export type CallFigures = {
  readonly calls: number;
  readonly answered: number;
  /** From the answer to the end, of answered calls that are over; all, and on average. */
  readonly talkMs: number;
  readonly meanTalkMs: number | null;
  /**
   * How long callers wait for the first sound of the AI: of each call the median
   * (CallMetrics.medianTimeToFirstAudioMs), and of these the median and the 95th percentile.
   */
  readonly waitP50Ms: number | null;
  readonly waitP95Ms: number | null;
  readonly bargeIns: number;
  /** Calls to which a person gave a command. Rules and mere listening do not count. */
  readonly intervened: number;
  /** Calls in which something called for attention. */
  readonly alerted: number;
  /** Estimate in US dollars, as in CallMetrics. */
  readonly costUsd: number;
};

/** The calls of an hour, a day or a profile. */
export type FigureGroup<Key> = { readonly key: Key; readonly figures: CallFigures };

/** How many calls have something. */
export type CallCount<Name> = { readonly name: Name; readonly calls: number };

/**
 * Figures of a stretch of time. Days, hours and weekdays are those of this machine's time zone, by
 * the start of the call. Groups without a call are left out.
 */
export type CallStatistics = {
  readonly total: CallFigures;
  /** The same stretch as many whole days before as it takes to lie before it. */
  readonly before: CallFigures;
  readonly beforeFrom: number;
  readonly beforeTo: number;
  /** By the beginning of the day, epoch ms. */
  readonly byDay: readonly FigureGroup<number>[];
  /** By the hour of the day, 0 to 23. */
  readonly byHour: readonly FigureGroup<number>[];
  /** By the day of the week, 1 (Monday) to 7 (ISO 8601). */
  readonly byWeekday: readonly FigureGroup<number>[];
  /** The busiest first. `name`: that of its newest call. */
  readonly byProfile: readonly (FigureGroup<string> & { readonly name: string })[];
  /** Each of the following: the most frequent first. */
  readonly endReasons: readonly CallCount<EndReason>[];
  readonly outcomes: readonly CallCount<string>[];
  readonly interventions: readonly CallCount<AuditAction>[];
  readonly alerts: readonly CallCount<AlertSignal>[];
};
