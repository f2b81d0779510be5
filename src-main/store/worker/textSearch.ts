/** Full-text search: makes a query of what people type, and excerpts of the hits. */
import { folded } from './comparedText';
import { MAX_INDEXED_PREFIX } from './schema';
import { hasUnspaced, spread } from './unspacedText';

/** Further words of a query are left out. */
const MAX_WORDS = 16;
/** A shorter last word counts as complete: as a beginning it would match nearly everything. */
const MIN_PREFIX_CHARS = 2;

/** Characters of an excerpt: before the first hit, and in all. */
const LEAD_CHARS = 40;
const EXCERPT_CHARS = 200;

/** The text index puts these around hits; no stored text holds them. */
export const HIT_START = '\u0002';
export const HIT_END = '\u0003';

/**
 * A query of the text index (SQLite docs, "FTS5", section "Full-text Query Syntax") for all words
 * of the text, the last one as a beginning. Null when the text holds no word.
 * @param wordsWith Gives the words of the index with a beginning; null when there are too many.
 */
export function matchExpression(
  text: string,
  wordsWith: (beginning: string) => readonly string[] | null,
): string | null {
  const words = queryWords(text);
  const last = words.pop();
  if (last === undefined) {
    return null;
  }
  return [...words.map(quoted), beginningExpression(last, wordsWith)].join(' AND ');
}

/** The same query for the index of unspaced text; null when the text holds no word. */
export function unspacedExpression(text: string): string | null {
  const words = queryWords(text);
  const last = words.pop();
  if (last === undefined) {
    return null;
  }
  // A character of an unspaced script is a whole word, and looking for longer ones takes long.
  const isBeginning = last.length >= MIN_PREFIX_CHARS && !hasUnspaced(last.slice(-1));
  return (
    [...words, last].map((word) => quoted(spread(word))).join(' AND ') + (isBeginning ? '*' : '')
  );
}

function queryWords(text: string): string[] {
  return (
    text
      // Control characters: NUL would end the query for SQLite, and three of them are our marks.
      .replaceAll(/\p{Cc}/gu, ' ')
      .split(/\s+/)
      .filter((word) => /[\p{L}\p{N}]/u.test(word))
      .slice(0, MAX_WORDS)
  );
}

function beginningExpression(
  word: string,
  wordsWith: (beginning: string) => readonly string[] | null,
): string {
  if (word.length < MIN_PREFIX_CHARS) {
    return quoted(word);
  }
  const plain = folded(word);
  if (plain.length <= MAX_INDEXED_PREFIX || !/^[\p{L}\p{N}]+$/u.test(plain)) {
    return `${quoted(word)}*`;
  }
  const named = wordsWith(plain);
  if (named === null) {
    return `${quoted(word)}*`;
  }
  return named.length === 0 ? quoted(word) : `(${named.map(quoted).join(' OR ')})`;
}

function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}

/** A text, and the hits in it as [start, end) character pairs. */
type MarkedText = {
  readonly text: string;
  readonly marks: readonly (readonly [number, number])[];
};

/** The surroundings of the first hit in a text with HIT_START and HIT_END around its hits. */
export function excerptOf(marked: string): MarkedText {
  const whole = parseMarks(marked);
  const first = whole.marks[0]?.[0] ?? 0;
  const from = first <= LEAD_CHARS ? 0 : wordStart(whole.text, first - LEAD_CHARS, first);
  const to = Math.min(whole.text.length, from + EXCERPT_CHARS);
  const before = from === 0 ? '' : '… ';
  const after = to === whole.text.length ? '' : '…';
  const shift = before.length - from;
  return {
    text: before + whole.text.slice(from, to) + after,
    marks: whole.marks
      .filter(([start]) => start < to)
      .map(([start, end]) => [start + shift, Math.min(end, to) + shift] as const),
  };
}

/** Takes the marks out of a text with HIT_START and HIT_END around its hits. */
export function parseMarks(marked: string): MarkedText {
  const marks: (readonly [number, number])[] = [];
  let text = '';
  let start = 0;
  for (const part of marked.split(/([\u0002\u0003])/)) {
    if (part === HIT_START) {
      start = text.length;
    } else if (part === HIT_END) {
      marks.push([start, text.length]);
    } else {
      text += part;
    }
  }
  return { text, marks };
}

/** The first start of a word from `at` up to `limit`; `at` when there is none. */
function wordStart(text: string, at: number, limit: number): number {
  const space = text.indexOf(' ', at);
  return space === -1 || space >= limit ? at : space + 1;
}
