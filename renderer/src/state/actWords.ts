import type { CallAct } from '#model/history';
import type { Phrase } from '#model/phrases/phrase';
import audit from '../i18n/en/audit.json';
import history from '../i18n/en/history.json';
import { t } from '../i18n/i18n';
import { inWords } from '../i18n/inWords';

type NamedAct = keyof typeof history.act;

/** Names of deeds of which the texts are known, e.g. `history.read`. */
const NAMED_ACTIONS = new Set(
  Object.entries(audit.action).flatMap(([subject, deeds]) =>
    Object.keys(deeds).map((deed) => `${subject}.${deed}`),
  ),
);

/** Deeds that switch something, and the name of switching it off. */
const SWITCHED_OFF: Readonly<Record<string, NamedAct>> = {
  'call.muteCaller': 'unmuteCaller',
  'call.muteAgent': 'unmuteAgent',
  'call.pauseAgent': 'unpauseAgent',
};

function isNamed(act: string): act is NamedAct {
  return act in history.act;
}

/**
 * A deed on a call in words, by its name in the audit (`call.takeOver`); one that has no words of
 * its own by that name.
 */
export function commandText(action: string): string {
  const act = action.replace(/^call\./, '');
  return isNamed(act) ? t(`history.act.${act}`) : act;
}

/** A deed in words; one that has no words of its own by its name. */
export function actionText(action: string): string {
  if (action.startsWith('call.')) {
    return commandText(action);
  }
  return NAMED_ACTIONS.has(action)
    ? t(`audit.action.${action}` as 'audit.action.calls.follow')
    : action;
}

/** What somebody did to a call, in words. */
export function actText({ action, on }: Pick<CallAct, 'action' | 'on'>): string {
  const off = on === false ? SWITCHED_OFF[action] : undefined;
  return off === undefined ? actionText(action) : t(`history.act.${off}`);
}

/** That somebody acknowledged an alert, which says this. */
export function seenToText(reason: Phrase): string {
  return t('history.seenTo', { reason: inWords(reason) });
}
