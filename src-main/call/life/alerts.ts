/**
 * The alerts of a call, as a part of its value: the one place that decides what calls for
 * attention. They come from the measured signals, from notices that warn, and from what rules of
 * the profile did. The newest of each signal and topic is kept, so that its end and who
 * acknowledged it can be told. Of the measured ones the older are kept too: no event tells of them.
 */
import { type CallAlert, isMeasured, isMomentary, isWorse } from '#model/alert';
import { type TroubleRules, USUAL_TROUBLE } from '#model/alertRules';
import type { CallNotice } from '#model/call';
import { mayWarn } from '#model/noticeKinds';
import type { Nudge } from '#model/nudge';
import { phrase, wordsOf } from '#model/phrases/phrase';

/** What an alert says; id, beginning, end and acknowledgement are decided here. */
export type RaisedAlert = Omit<CallAlert, 'id' | 'message' | 'since' | 'over' | 'acknowledged'>;

/** Which alert is meant. */
export type AlertSubject = Pick<CallAlert, 'signal' | 'topic'>;

/** Alerts of one call that are kept. */
const MAX_ALERTS = 40;

/** Raises an alert; one that still lasts goes on instead, with these words and their second. */
export function withAlert(alerts: readonly CallAlert[], raised: RaisedAlert): readonly CallAlert[] {
  const message = wordsOf(raised.phrase);
  const known = newestAbout(alerts, raised);
  if (known?.over === null) {
    const now = { ...known, ...changesOf(known, raised), message };
    return alerts.map((alert) => (alert === known ? now : alert));
  }
  const begun = { id: idOf(raised), message, since: raised.at, over: null, acknowledged: null };
  const kept = alerts.filter((alert) => alert !== known || isMeasured(alert.signal));
  return [...withRoom(kept), { ...raised, ...begun }];
}

/** Without the oldest of those that are over, or without the oldest, where there are too many. */
function withRoom(alerts: readonly CallAlert[]): readonly CallAlert[] {
  if (alerts.length < MAX_ALERTS) {
    return alerts;
  }
  const oldest = alerts.find(({ over }) => over !== null) ?? alerts[0];
  return alerts.filter((alert) => alert !== oldest);
}

/** The cause of an alert is over; the same list if it was not there. */
export function withoutCause(
  alerts: readonly CallAlert[],
  subject: AlertSubject,
  now: number,
): readonly CallAlert[] {
  return changed(
    alerts,
    (alert) => isAbout(alert, subject) && alert.over === null,
    () => ({ over: now }),
  );
}

/** Somebody saw to an alert; the same list if there is none to see to. */
export function acknowledged(
  alerts: readonly CallAlert[],
  id: string,
  by: string,
  now: number,
): readonly CallAlert[] {
  return changed(
    alerts,
    (alert) => alert.id === id && alert.acknowledged === null,
    ({ signal, over }) => ({
      acknowledged: { by, at: now },
      over: isMomentary(signal) ? (over ?? now) : over,
    }),
  );
}

/** The call is over, and with it all causes. */
export function allOver(alerts: readonly CallAlert[], now: number): readonly CallAlert[] {
  return changed(
    alerts,
    ({ over }) => over === null,
    () => ({ over: now }),
  );
}

/** The notices of a call before and after a change at `now`, epoch ms. */
export type NoticeChange = {
  readonly before: readonly CallNotice[];
  readonly notices: readonly CallNotice[];
  readonly now: number;
};

/** Follows the notices: one that warns is an alert for as long as it is shown. */
export function followNotices(
  alerts: readonly CallAlert[],
  { before, notices, now }: NoticeChange,
  rules: TroubleRules,
): readonly CallAlert[] {
  const raised = notices.filter((notice) => warns(notice) && !before.includes(notice));
  const gone = before.filter(
    ({ kind }) => !notices.some((notice) => notice.kind === kind && warns(notice)),
  );
  const left = gone.reduce(
    (list, { kind }) => withoutCause(list, { signal: kind, topic: '' }, now),
    alerts,
  );
  return raised.reduce((list, notice) => {
    const sound = isHeard(notice, list, now, rules);
    return withAlert(list, { ...ofNotice(notice), sound });
  }, left);
}

/** What a rule of the profile did, as an alert. */
export function ofNudge({ reason, severity, failure, at }: Nudge): RaisedAlert {
  return {
    signal: 'nudge',
    topic: reason,
    severity,
    phrase:
      failure === null
        ? phrase('alert.rule', { reason })
        : phrase('alert.rule-failed', { reason, why: failure }),
    at,
    turnId: null,
    sound: severity !== 'info',
  };
}

function ofNotice({ kind, severity, phrase: said, at }: CallNotice): Omit<RaisedAlert, 'sound'> {
  return { signal: kind, topic: '', severity, phrase: said, at, turnId: null };
}

/** Whether a notice is heard: a warning not soon after the same was over. */
function isHeard(
  { kind, severity }: CallNotice,
  alerts: readonly CallAlert[],
  now: number,
  rules: TroubleRules,
): boolean {
  const { sound, coolDownSeconds } = mayWarn(kind) ? rules[kind] : USUAL_TROUBLE;
  const over = newestAbout(alerts, { signal: kind, topic: '' })?.over ?? null;
  const coolsDown = severity !== 'danger' && over !== null && now - over < coolDownSeconds * 1_000;
  return sound && !coolsDown;
}

function warns({ severity }: CallNotice): boolean {
  return severity !== 'info';
}

function isAbout(alert: AlertSubject, { signal, topic }: AlertSubject): boolean {
  return alert.signal === signal && alert.topic === topic;
}

function newestAbout(alerts: readonly CallAlert[], subject: AlertSubject): CallAlert | undefined {
  return alerts.findLast((alert) => isAbout(alert, subject));
}

/** What got worse calls for attention again. */
function changesOf(known: CallAlert, raised: RaisedAlert): Partial<CallAlert> {
  const { severity, phrase: said, at, turnId, sound } = raised;
  return {
    ...{ severity, phrase: said, at, turnId },
    ...(isWorse(severity, known.severity) ? { acknowledged: null, sound } : {}),
  };
}

function changed(
  alerts: readonly CallAlert[],
  isMeant: (alert: CallAlert) => boolean,
  change: (alert: CallAlert) => Partial<CallAlert>,
): readonly CallAlert[] {
  return alerts.some(isMeant)
    ? alerts.map((alert) => (isMeant(alert) ? { ...alert, ...change(alert) } : alert))
    : alerts;
}

function idOf({ signal, topic, at }: RaisedAlert): string {
  return `${signal}@${String(Math.round(at))}${topic === '' ? '' : `:${topic}`}`;
}
