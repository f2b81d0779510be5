import type { Phrase } from '#model/phrases/phrase';
import { wordsIn } from '#model/phrases/wordsIn';
import { languageNow } from './language';

/** What the pipeline says, in the language of the window. */
export function inWords(said: Phrase): string {
  return wordsIn(languageNow(), said);
}
