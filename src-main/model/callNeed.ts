/** Whether a call needs a person, for the window, its counter and the number on the icon alike. */
import { type AlertSeverity, foremostAlert } from './alert';
import type { Call } from './call';
import type { Phrase } from './phrases/phrase';

/** Why a call needs a person now. `since` is epoch ms. */
export type CallNeed = { readonly severity: AlertSeverity; readonly since: number } & (
  | { readonly why: 'alert'; readonly alertId: string; readonly phrase: Phrase }
  /** The AI waits for an answer, or the caller to be answered. */
  | { readonly why: 'asks' | 'rings' }
);

/** The facts of a call that decide whether it needs somebody. */
export type NeedFacts = Pick<Call, 'state' | 'alerts' | 'questions' | 'startedAt'>;

/**
 * What to look at first in a call: a failure, then an AI or a caller who waits for the supervisor,
 * then a warning. Null when everything is as it should be.
 */
export function needOf(call: NeedFacts): CallNeed | null {
  if (call.state === 'ended') {
    return null;
  }
  const alarm = alarmOf(call);
  if (alarm?.severity === 'danger') {
    return alarm;
  }
  // What is only worth a note can be read on the call itself.
  return waitOf(call) ?? (alarm?.severity === 'warn' ? alarm : null);
}

function alarmOf({ alerts }: NeedFacts): CallNeed | null {
  const alert = foremostAlert(alerts);
  if (alert === null) {
    return null;
  }
  const { id, severity, at, phrase } = alert;
  return { severity, since: at, why: 'alert', alertId: id, phrase };
}

function waitOf({ state, questions, startedAt }: NeedFacts): CallNeed | null {
  const [question] = questions;
  if (question !== undefined) {
    return { severity: 'warn', why: 'asks', since: question.askedAt };
  }
  return state === 'ringing' ? { severity: 'warn', why: 'rings', since: startedAt } : null;
}
