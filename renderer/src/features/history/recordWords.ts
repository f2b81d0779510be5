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

type NamedAlert = keyof typeof en.alert;

function isNamedAlert(kind: string): kind is NamedAlert {
  return kind in en.alert;
}

/** A kind of notice in words; one of another version by its name. */
export function alertText(kind: string): string {
  return isNamedAlert(kind) ? t(`history.alert.${kind}`) : kind;
}
