/** Texts that run from right to left inside others. */

/** Letters of scripts that are written from right to left: Hebrew, Arabic and their neighbours. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** First strong isolate, and its end (Unicode Standard Annex 9, section 2.4). */
const ISOLATE = '\u2068';
const END = '\u2069';

/** A text for a place in a sentence: one from right to left cannot turn the rest round. */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `${ISOLATE}${text}${END}` : text;
}
