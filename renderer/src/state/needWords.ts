import type { CallNeed } from '#model/callNeed';
import { phrase } from '#model/phrases/phrase';
import { inWords } from '../i18n/inWords';

/** Why a call needs somebody, in words. */
export function needWords(need: CallNeed): string {
  return inWords(need.why === 'alert' ? need.phrase : phrase(`need.${need.why}`));
}
