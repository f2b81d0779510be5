import type { CallNeed } from '#model/callNeed';
import { t } from '../i18n/i18n';
import { inWords } from '../i18n/inWords';

/** Why a call needs somebody, in words. */
export function needWords(need: CallNeed): string {
  return need.why === 'alert' ? inWords(need.phrase) : t(`list.need.${need.why}`);
}
