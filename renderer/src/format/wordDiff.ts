/** What one text has in place of another, in words. */

/** A piece of a text: in both, only in the one before, or only in the new one. */
export type DiffPiece = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string };

/**
 * Most pairs of words that are compared. A longer stretch in which everything differs is shown as
 * replaced as a whole, which takes no time while somebody types.
 */
const MAX_PAIRS = 250_000;

/** Words and the space between them. */
function wordsIn(text: string): readonly string[] {
  return text.split(/(\s+)/).filter((word) => word !== '');
}

/** For each pair of places, how many words are the same in order from there on. */
function commonCounts(before: readonly string[], after: readonly string[]): readonly Uint32Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = rows[i];
      const below = rows[i + 1];
      if (row !== undefined && below !== undefined) {
        row[j] =
          before[i] === after[j]
            ? (below[j + 1] ?? 0) + 1
            : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
      }
    }
  }
  return rows;
}

/** The pieces of two stretches, word by word. */
function compared(before: readonly string[], after: readonly string[]): readonly DiffPiece[] {
  if (before.length * after.length > MAX_PAIRS) {
    return [
      { kind: 'removed', text: before.join('') },
      { kind: 'added', text: after.join('') },
    ];
  }
  const common = commonCounts(before, after);
  const pieces: DiffPiece[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old = '', fresh = ''] = [before[i], after[j]];
    if (i < before.length && j < after.length && old === fresh) {
      pieces.push({ kind: 'same', text: old });
      i += 1;
      j += 1;
    } else if (i < before.length && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0)) {
      pieces.push({ kind: 'removed', text: old });
      i += 1;
    } else {
      pieces.push({ kind: 'added', text: fresh });
      j += 1;
    }
  }
  return pieces;
}

/** Neighbours of one kind as one piece, without empty ones. */
function joined(pieces: readonly DiffPiece[]): readonly DiffPiece[] {
  const whole: DiffPiece[] = [];
  for (const { kind, text } of pieces) {
    const last = whole.at(-1);
    if (last?.kind === kind) {
      whole[whole.length - 1] = { kind, text: last.text + text };
    } else if (text !== '') {
      whole.push({ kind, text });
    }
  }
  return whole;
}

/** How many words are the same at the beginning. */
function sameAtStart(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((word, index) => word !== other[index]);
  return differs === -1 ? Math.min(one.length, other.length) : differs;
}

/** What changes from one text to another. */
export function wordDiff(before: string, after: string): readonly DiffPiece[] {
  const [old, fresh] = [wordsIn(before), wordsIn(after)];
  const start = sameAtStart(old, fresh);
  const end = sameAtStart(old.slice(start).toReversed(), fresh.slice(start).toReversed());
  return joined([
    { kind: 'same', text: old.slice(0, start).join('') },
    ...compared(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)),
    { kind: 'same', text: old.slice(old.length - end).join('') },
  ]);
}
