/** What differs between two lists of tokens, such as words or lines. */

/** A stretch of text: in both, only in the one before, or only in the new one. */
export type DiffPart = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string };

/**
 * The shortest way from one list to the other, by their longest common subsequence, in reading
 * order: what was removed before what was added in its place. Neighbours of one kind are one part.
 * @param mostPairs Pairs of tokens that are compared at most. A longer stretch in which everything
 * differs counts as replaced as a whole.
 * @param glue What stands between two tokens of a part.
 */
export function tokenDiff(
  before: readonly string[],
  after: readonly string[],
  mostPairs: number,
  glue = '',
): readonly DiffPart[] {
  const start = sharedStart(before, after);
  const end = sharedStart(before.slice(start).toReversed(), after.slice(start).toReversed());
  const middles = [
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
  ] as const;
  return joined(
    [
      ...partsOf('same', before.slice(0, start)),
      ...diffMiddles(...middles, mostPairs),
      ...partsOf('same', before.slice(before.length - end)),
    ],
    glue,
  );
}

/** Neighbours of one kind as one part. */
export function joined(parts: readonly DiffPart[], glue = ''): readonly DiffPart[] {
  const whole: DiffPart[] = [];
  for (const { kind, text } of parts) {
    const last = whole.at(-1);
    if (last?.kind === kind) {
      whole[whole.length - 1] = { kind, text: `${last.text}${glue}${text}` };
    } else {
      whole.push({ kind, text });
    }
  }
  return whole;
}

/** How many tokens are the same at the beginning. */
function sharedStart(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((token, index) => token !== other[index]);
  return differs === -1 ? one.length : differs;
}

function diffMiddles(
  before: readonly string[],
  after: readonly string[],
  mostPairs: number,
): readonly DiffPart[] {
  if (before.length * after.length > mostPairs) {
    return [...partsOf('removed', before), ...partsOf('added', after)];
  }
  const width = after.length + 1;
  const common = commonLengths(before, after);
  const parts: DiffPart[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const [gone, come] = [before[i], after[j]];
    if (gone !== undefined && gone === come) {
      parts.push({ kind: 'same', text: gone });
      i += 1;
      j += 1;
    } else if (
      come === undefined ||
      (gone !== undefined && (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
    ) {
      parts.push({ kind: 'removed', text: gone ?? '' });
      i += 1;
    } else {
      parts.push({ kind: 'added', text: come });
      j += 1;
    }
  }
  return parts;
}

/** Length of the longest common subsequence of the rests from each pair of places on. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        before[i] === after[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  return lengths;
}

function partsOf(kind: DiffPart['kind'], tokens: readonly string[]): readonly DiffPart[] {
  return tokens.map((text) => ({ kind, text }));
}
