import { type AlertSeverity, foremostAlert } from '#model/alert';
import type { Call } from '#model/call';
import type { Phrase } from '#model/phrases/phrase';
import { t } from '../i18n/i18n';
import { inWords } from '../i18n/inWords';

/** Why a call needs a person now. `since` is epoch ms. */
export type CallNeed = { readonly severity: AlertSeverity; readonly since: number } & (
  | { readonly why: 'alert'; readonly phrase: Phrase }
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
  const alert = foremostAlert(call.alerts);
  const alarm = alert === null ? null : ({ ...alert, since: alert.at, why: 'alert' } as const);
  if (alarm?.severity === 'danger') {
    return alarm;
  }
  // What is only worth a note can be read on the call itself.
  return waitOf(call) ?? (alarm?.severity === 'warn' ? alarm : null);
}

function waitOf({ state, questions, startedAt }: NeedFacts): CallNeed | null {
  const [question] = questions;
  if (question !== undefined) {
    return { severity: 'warn', why: 'asks', since: question.askedAt };
  }
  return state === 'ringing' ? { severity: 'warn', why: 'rings', since: startedAt } : null;
}

/** Why a call needs somebody, in words. */
export function needWords(need: CallNeed): string {
  return need.why === 'alert' ? inWords(need.phrase) : t(`list.need.${need.why}`);
}
