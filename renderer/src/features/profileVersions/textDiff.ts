/** What changed between two texts: line by line, and inside of changed lines word by word. */
import { type DiffPart, joined, tokenDiff } from '../../format/tokenDiff';

/** Pairs of lines or words that are compared at most. */
const MOST_PAIRS = 1_000_000;

/** Lines that are shown before and after a change. */
const KEPT_LINES = 2;

/** A word, blanks, or another sign. */
const WORD = /[\p{L}\p{N}\p{M}]+|\s+|./gu;

export function diffTexts(before: string, after: string): readonly DiffPart[] {
  const parts: DiffPart[] = [];
  let removed = '';
  let added = '';
  const flush = (): void => {
    parts.push(...wordDiff(removed, added));
    removed = '';
    added = '';
  };
  for (const part of tokenDiff(linesOf(before), linesOf(after), MOST_PAIRS)) {
    if (part.kind === 'same') {
      flush();
      parts.push(part);
    } else if (part.kind === 'removed') {
      removed += part.text;
    } else {
      added += part.text;
    }
  }
  flush();
  return joined(parts);
}

/** The parts with the longest unchanged stretches cut down to the lines beside a change. */
export function aroundChanges(parts: readonly DiffPart[]): readonly DiffPart[] {
  return parts.map((part, index) => {
    const lines = linesOf(part.text);
    if (part.kind !== 'same' || lines.length <= KEPT_LINES * 2 + 1) {
      return part;
    }
    const head = index === 0 ? '' : lines.slice(0, KEPT_LINES).join('');
    const tail = index === parts.length - 1 ? '' : lines.slice(-KEPT_LINES).join('');
    return { ...part, text: `${head}⋯\n${tail}` };
  });
}

function wordDiff(before: string, after: string): readonly DiffPart[] {
  return tokenDiff(before.match(WORD) ?? [], after.match(WORD) ?? [], MOST_PAIRS);
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
