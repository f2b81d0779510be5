import type { LanguageChoice } from '#model/language';
import { request } from '../../bridge/bridge';
import { inWords } from '../../i18n/inWords';
import { tell } from '../../ui/toasts/toast';

/** Saves the language; all windows and menus follow. Says why when it cannot be saved. */
export async function chooseLanguage(choice: LanguageChoice): Promise<void> {
  const answer = await request('app:chooseLanguage', { choice });
  if (!answer.ok) {
    const { phrase } = answer.error;
    tell(() => inWords(phrase), 'language');
  }
}
