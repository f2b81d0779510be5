import en from '../../i18n/en/history.json';
import { t } from '../../i18n/i18n';

type NamedAct = keyof typeof en.act;

function isNamed(act: string): act is NamedAct {
  return act in en.act;
}

/**
 * A deed on a call in words, by its name in the audit (`call.takeOver`); one that has no words of
 * its own by that name.
 */
export function commandText(action: string): string {
  const act = action.replace(/^call\./, '');
  return isNamed(act) ? t(`history.act.${act}`) : act;
}
