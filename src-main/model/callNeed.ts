/** Whether a call needs a person, for the window, its counter and the number on the icon alike. */
import { type AlertSeverity, foremostAlert, isWorse, needsAttention } from './alert';
import type { Call, CallId } from './call';
import { type Phrase, phrase } from './phrases/phrase';

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
  const { id, severity, since, phrase } = alert;
  return { severity, since, why: 'alert', alertId: id, phrase };
}

function waitOf({ state, questions, startedAt }: NeedFacts): CallNeed | null {
  const [question] = questions;
  if (question !== undefined) {
    return { severity: 'warn', why: 'asks', since: question.askedAt };
  }
  return state === 'ringing' ? { severity: 'warn', why: 'rings', since: startedAt } : null;
}

/**
 * What calls a person to a call: an alert that nobody has seen to, an AI or a caller who waits for
 * them.
 */
export type Summons = {
  /** Unique in its call. */
  readonly id: string;
  readonly severity: AlertSeverity;
  /** Its params may hold personal data. */
  readonly phrase: Phrase;
  /** It may be heard, besides being seen. */
  readonly sound: boolean;
};

/** All that call a person to this call now. */
export function summonsOf({ state, alerts, questions }: NeedFacts): readonly Summons[] {
  if (state === 'ended') {
    return [];
  }
  const waits = (id: string, said: Phrase): Summons => ({
    id,
    severity: 'warn',
    phrase: said,
    sound: true,
  });
  return [
    ...alerts.filter(needsAttention),
    ...questions.map(({ id }) => waits(`asks ${id}`, phrase('need.asks'))),
    ...(state === 'ringing' ? [waits('rings', phrase('need.rings'))] : []),
  ];
}

/** Tells which summons are new, or have got worse, since the last look at their call. */
export class NewSummons {
  readonly #known = new Map<CallId, readonly Summons[]>();

  since(callId: CallId, now: readonly Summons[]): readonly Summons[] {
    const known = this.#known.get(callId) ?? [];
    if (now.length === 0) {
      this.#known.delete(callId);
    } else {
      this.#known.set(callId, now);
    }
    return now.filter(({ id, severity }) => {
      const before = known.find((each) => each.id === id);
      return before === undefined || isWorse(severity, before.severity);
    });
  }

  /** The call is gone. */
  forget(callId: CallId): void {
    this.#known.delete(callId);
  }
}
