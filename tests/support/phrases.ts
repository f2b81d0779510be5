/** Phrases of tests that need some words, whichever they are. */
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';

/** A phrase with these words. */
export function saying(text: string): Phrase {
  return phrase('text', { text });
}

/** The words of a phrase, or of whatever has one; empty where nothing is said. */
export function wordsIn(
  said: Phrase | { readonly phrase: Phrase | null } | null | undefined,
): string {
  const own = said === null || said === undefined || 'code' in said ? said : said.phrase;
  return own === null || own === undefined ? '' : wordsOf(own);
}

/**
 * A problem at a place, as the API answers it. Plainly an object: the compiler gives up on a list
 * of all phrases there can be.
 */
export function placed(path: string, problem: Phrase, message?: unknown): object {
  return { path, ...problem, ...(message === undefined ? {} : { message }) };
}
