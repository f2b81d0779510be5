/** What differs between two texts, word by word. */

/** A stretch of words: in both texts, only in the first, or only in the second. */
export type DiffPart = {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
};

/** Words of each text that are compared; what is beyond them counts as different. */
const MAX_WORDS = 400;

/** The stretches in reading order: what was removed before what was added in its place. */
export function wordDiff(before: string, after: string): readonly DiffPart[] {
  const [first, second] = [wordsIn(before), wordsIn(after)];
  const common = commonLengths(first, second);
  const parts: { kind: DiffPart['kind']; words: string[] }[] = [];
  const add = (kind: DiffPart['kind'], word: string): void => {
    const last = parts.at(-1);
    if (last?.kind === kind) {
      last.words.push(word);
    } else {
      parts.push({ kind, words: [word] });
    }
  };
  let [a, b] = [0, 0];
  while (a < first.length || b < second.length) {
    const [left, right] = [first[a], second[b]];
    if (left !== undefined && left === right) {
      add('same', left);
      a += 1;
      b += 1;
    } else if (left !== undefined && (common[a + 1]?.[b] ?? 0) >= (common[a]?.[b + 1] ?? 0)) {
      add('removed', left);
      a += 1;
    } else {
      add('added', right ?? '');
      b += 1;
    }
  }
  return parts.map(({ kind, words }) => ({ kind, text: words.join(' ') }));
}

function wordsIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** Length of the longest common sequence of the words from each pair of places on. */
function commonLengths(first: readonly string[], second: readonly string[]): readonly number[][] {
  const rows = Math.min(first.length, MAX_WORDS);
  const columns = Math.min(second.length, MAX_WORDS);
  const lengths = Array.from({ length: rows + 1 }, () => new Array<number>(columns + 1).fill(0));
  for (let a = rows - 1; a >= 0; a -= 1) {
    for (let b = columns - 1; b >= 0; b -= 1) {
      const row = lengths[a] ?? [];
      row[b] =
        first[a] === second[b]
          ? (lengths[a + 1]?.[b + 1] ?? 0) + 1
          : Math.max(lengths[a + 1]?.[b] ?? 0, row[b + 1] ?? 0);
    }
  }
  return lengths;
}
