import { type Phrase, wordsOf } from '#model/phrases/phrase';

/** What the pipeline says, in the language of the window. */
export function inWords(said: Phrase): string {
  return wordsOf(said);
}
