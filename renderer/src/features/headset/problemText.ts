import { formatNumber } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import type { HeadsetProblem } from './headsetStore';

/** What is wrong with the headset, in words. */
export function problemText({ what }: HeadsetProblem): string {
  if (typeof what === 'string') {
    return t(`headset.problem.${what}`);
  }
  if ('message' in what) {
    return inWords(what.message);
  }
  if ('busyWith' in what) {
    return t('headset.busy', { number: formatNumber(what.busyWith) });
  }
  const { notTaken, kept } = what;
  const why = t(`headset.problem.${what.why}`);
  return notTaken === null
    ? t('headset.notTakenUnnamed', { kept, why })
    : t('headset.notTaken', { name: notTaken, kept, why });
}

/** Whether another device may be the remedy. */
export function isOfDevice({ what }: HeadsetProblem): boolean {
  return typeof what === 'string' || 'notTaken' in what;
}
