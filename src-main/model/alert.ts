/**
 * What calls for a supervisor's attention in a call: one list, whatever noticed it. Each alert
 * names its reason in words and the moment that shows it.
 */
import { NOTICE_KINDS, type NoticeKind } from './noticeKinds';
import type { Phrase } from './phrases/phrase';

/** Signals that are measured in the talk, by the rules of the desk (model/alertRules.ts). */
export const MEASURED_SIGNALS = [
  'slow-answer',
  'both-silent',
  'barge-ins',
  'raised-voice',
  'repeated-question',
  'tool-errors',
  'packet-loss',
  'asks-for-person',
  'keyword',
] as const;

/** See MEASURED_SIGNALS. */
export type MeasuredSignal = (typeof MEASURED_SIGNALS)[number];

export function isMeasured(signal: AlertSignal): signal is MeasuredSignal {
  return MEASURED_SIGNALS.some((each) => each === signal);
}

/** The measured ones of a call, by their time in it: no event of the call tells of them. */
export function measuredAlerts(
  alerts: readonly Pick<CallAlert, 'signal' | 'at' | 'phrase'>[],
  startedAt: number,
): readonly { readonly atMs: number; readonly phrase: Phrase }[] {
  return alerts
    .filter(({ signal }) => isMeasured(signal))
    .map(({ at, phrase }) => ({ atMs: at - startedAt, phrase }));
}

/** Who saw to the alerts of a call, by the time in it. */
export function acknowledgements(
  alerts: readonly Pick<CallAlert, 'acknowledged' | 'phrase'>[],
  startedAt: number,
): readonly { readonly atMs: number; readonly by: string; readonly phrase: Phrase }[] {
  return alerts.flatMap(({ acknowledged, phrase }) =>
    acknowledged === null
      ? []
      : [{ atMs: acknowledged.at - startedAt, by: acknowledged.by, phrase }],
  );
}

/** Where an alert comes from. `nudge`: a rule of the profile acted. A notice has its own kind. */
export type AlertSignal = MeasuredSignal | 'nudge' | NoticeKind;

/** How much an alert matters, from little to much. */
export const ALERT_SEVERITIES = ['info', 'warn', 'danger'] as const;

/** See ALERT_SEVERITIES. */
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** Most characters of an alert's id. */
export const MAX_ALERT_ID_CHARS = 300;

export type CallAlert = {
  /** Unique in its call. */
  readonly id: string;
  readonly signal: AlertSignal;
  /** Which of several: the name of a keyword rule, or the reason of a nudge; else empty. */
  readonly topic: string;
  readonly severity: AlertSeverity;
  /** Why, in words. Its params may hold personal data. */
  readonly phrase: Phrase;
  /** The phrase in English. */
  readonly message: string;
  /** When it first called for attention, epoch ms. */
  readonly since: number;
  /** The second to look at, epoch ms: when what it says now happened, or began. */
  readonly at: number;
  /** The turn that shows it; null where none does. */
  readonly turnId: number | null;
  /** When its cause was over, epoch ms; null while it lasts. */
  readonly over: number | null;
  /** Who saw to it (as the audit names them) and when, epoch ms; null: nobody yet. */
  readonly acknowledged: { readonly by: string; readonly at: number } | null;
  /** It may be heard, besides being seen. */
  readonly sound: boolean;
};

/**
 * Signals that say that something happened. Their alerts have no end of their own: they last until
 * somebody acknowledges them. All others are over when their cause is.
 */
const MOMENTARY: readonly AlertSignal[] = [
  'repeated-question',
  'tool-errors',
  'asks-for-person',
  'keyword',
  'nudge',
  'long-call',
];

/** See MOMENTARY. */
export function isMomentary(signal: AlertSignal): boolean {
  return MOMENTARY.includes(signal);
}

const SIGNALS: readonly string[] = [...MEASURED_SIGNALS, 'nudge', ...NOTICE_KINDS];

export function isAlertSignal(name: string): name is AlertSignal {
  return SIGNALS.includes(name);
}

/** Whether it lasts and nobody has seen to it. */
export function needsAttention({ over, acknowledged }: CallAlert): boolean {
  return over === null && acknowledged === null;
}

export function isWorse(severity: AlertSeverity, than: AlertSeverity): boolean {
  return ALERT_SEVERITIES.indexOf(severity) > ALERT_SEVERITIES.indexOf(than);
}

/** The alert of a call to look at first: the worst, and of those the one that waits longest. */
export function foremostAlert(alerts: readonly CallAlert[]): CallAlert | null {
  return alerts
    .filter(needsAttention)
    .reduce<CallAlert | null>(
      (first, alert) => (first === null || isWorse(alert.severity, first.severity) ? alert : first),
      null,
    );
}
