/**
 * Finds phrases in what is said, as its transcript grows. Words are compared whole, without case
 * and accents. In scripts without blanks between words each sign counts as a word, so a phrase is
 * found inside a longer text. There are no regular expressions of the user: the work for one word
 * is bounded.
 */

/** A piece of a phrase: a word, the beginning of one (`cancel*`), or a gap (`*`). */
type Piece = { readonly word: string; readonly anyEnding: boolean } | 'gap';

/** A phrase that can be looked for: neither its first nor its last piece is a gap. */
export type SpokenPhrase = readonly Piece[];

/** A word that was said, and where it ends in its text. */
type Word = { readonly word: string; readonly end: number };

/** Most words that a `*` stands for; it may stand for none. */
const GAP_WORDS = 5;

/** Most `*` alone in a phrase: more would make the work for one word grow out of bounds. */
export const MAX_GAPS = 3;

/** How far back a phrase may have begun, characters. */
const REACH_CHARS = 300;

/** Most characters that are looked at in one piece of text. */
const MAX_NEW_CHARS = 4_000;

/** Signs that are words by themselves: these scripts have no blanks between words. */
const SIGN =
  String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}` +
  String.raw`\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]`;

const LETTER = String.raw`(?:(?!${SIGN})[\p{L}\p{N}\p{M}])`;

const WORD = new RegExp(`${SIGN}|${LETTER}+`, 'gu');

const PIECE = new RegExp(`(${SIGN})|(${LETTER}+)([*]?)|[*]`, 'gu');

const ONE_SIGN = new RegExp(`^${SIGN}$`, 'u');

/** A `*` before a letter: a word may have any ending, but no other beginning. */
const STAR_BEFORE_LETTER = new RegExp(`[*]${LETTER}`, 'u');

/** Accents of letters. Signs that make another letter of one in other scripts stay. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

/** Why a text is no phrase to look for; null if it is one. */
export function faultOfPhrase(text: string): 'no-words' | 'star' | null {
  const pieces = piecesOf(text);
  if (pieces.length === 0) {
    return 'no-words';
  }
  const gaps = pieces.filter((piece) => piece === 'gap').length;
  return gaps > MAX_GAPS || STAR_BEFORE_LETTER.test(text) ? 'star' : null;
}

/** The phrases that can be looked for; those with a fault are left out. */
export function spokenPhrases(texts: readonly string[]): readonly SpokenPhrase[] {
  return texts.filter((text) => faultOfPhrase(text) === null).map(piecesOf);
}

/** The words that have come to a text since it was last looked at. */
export type NewWords = {
  /** Some of those before, too, because a phrase may have begun there. */
  readonly words: readonly string[];
  /** Place of the first new one in `words`. */
  readonly firstNew: number;
  /** How much of the text has been looked at, characters. */
  readonly lookedAt: number;
};

/**
 * Reads a growing text on from where it was last looked at. A word at its very end may still grow,
 * so it counts only once the text is complete.
 */
export function newWords(text: string, lookedAt: number, isComplete: boolean): NewWords {
  // A text that is written anew may be shorter than before.
  const from = Math.max(Math.min(lookedAt, text.length), text.length - MAX_NEW_CHARS);
  const start = Math.max(0, from - REACH_CHARS);
  const words: Word[] = [];
  for (const { 0: word, index } of text.slice(start).matchAll(WORD)) {
    // What the reach begins with may be the rest of a word.
    if (start === 0 || index > 0) {
      words.push({ word: folded(word), end: start + index + word.length });
    }
  }
  const last = words.at(-1);
  if (last?.end === text.length && !isComplete && !ONE_SIGN.test(last.word)) {
    words.pop();
  }
  const firstNew = words.findIndex(({ end }) => end > from);
  return {
    words: words.map(({ word }) => word),
    firstNew: firstNew < 0 ? words.length : firstNew,
    lookedAt: words.at(-1)?.end ?? from,
  };
}

/** Whether one of the phrases ends among the new words. */
export function isSaid(phrases: readonly SpokenPhrase[], { words, firstNew }: NewWords): boolean {
  for (let at = firstNew; at < words.length; at += 1) {
    if (phrases.some((phrase) => endsAt(phrase, phrase.length - 1, words, at))) {
      return true;
    }
  }
  return false;
}

/** Whether the pieces up to `last` end with the word at `at`. */
function endsAt(phrase: SpokenPhrase, last: number, words: readonly string[], at: number): boolean {
  const piece = phrase[last];
  if (piece === undefined) {
    return true;
  }
  if (piece === 'gap') {
    for (let skipped = 0; skipped <= GAP_WORDS; skipped += 1) {
      if (endsAt(phrase, last - 1, words, at - skipped)) {
        return true;
      }
    }
    return false;
  }
  const word = words[at];
  const fits =
    word !== undefined && (piece.anyEnding ? word.startsWith(piece.word) : word === piece.word);
  return fits && endsAt(phrase, last - 1, words, at - 1);
}

function piecesOf(text: string): SpokenPhrase {
  const pieces: Piece[] = [];
  for (const [, sign, letters, star] of text.matchAll(PIECE)) {
    const word = sign ?? letters;
    if (word !== undefined) {
      pieces.push({ word: folded(word), anyEnding: star === '*' });
    } else if (pieces.length > 0 && pieces.at(-1) !== 'gap') {
      pieces.push('gap');
    }
  }
  return pieces.at(-1) === 'gap' ? pieces.slice(0, -1) : pieces;
}

function folded(word: string): string {
  return word.toLowerCase().normalize('NFKD').replaceAll(ACCENTS, '').normalize('NFC');
}
