import type { CordboardApi } from '#contract/api';
import { request } from '../bridge/bridge';
import { setLanguage } from '../i18n/language';

/**
 * Follows the language that the program gives the window. Resolves once the first is known; without
 * an answer it is English.
 */
export async function startLanguage(api: CordboardApi): Promise<void> {
  // Before it asks, so that no change falls between.
  api.onLanguageChanged(setLanguage);
  const answer = await request('app:language', null);
  if (answer.ok) {
    setLanguage(answer.value);
  }
}
