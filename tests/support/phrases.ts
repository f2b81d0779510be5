/** Phrases of tests that need some words, whichever they are. */
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';

/** A phrase with these words. */
export function saying(text: string): Phrase {
  return phrase('text', { text });
}

/** The words that a part of the program says of its state; empty when it says none. */
export function wordsIn(said: { readonly phrase: Phrase | null } | null | undefined): string {
  const phraseOf = said?.phrase ?? null;
  return phraseOf === null ? '' : wordsOf(phraseOf);
}
