import type { RequestResult } from '#contract/requests';
import type { LateText } from '../i18n/i18n';
import { inWords } from '../i18n/inWords';

/**
 * What is said of a file that was to be saved; null when nobody chose a place for it.
 * @param saved Says where it is.
 */
export function savedNotice(
  answer: RequestResult<string | null>,
  saved: (path: string) => string,
): LateText | null {
  if (!answer.ok) {
    const { phrase } = answer.error;
    return () => inWords(phrase);
  }
  const path = answer.value;
  return path === null ? null : () => saved(path);
}
