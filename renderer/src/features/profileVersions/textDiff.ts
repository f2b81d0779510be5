/** What changed between two texts: line by line, and inside of changed lines word by word. */

/** A piece of either text. */
export type DiffPart = { readonly kind: 'same' | 'added' | 'removed'; readonly text: string };

/** Largest table that is made, cells; beyond it the texts count as changed as a whole. */
const MAX_CELLS = 1_000_000;

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
  for (const part of diffTokens(linesOf(before), linesOf(after))) {
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
  return diffTokens(before.match(WORD) ?? [], after.match(WORD) ?? []);
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The shortest way from one list to the other, by their longest common subsequence. */
function diffTokens(before: readonly string[], after: readonly string[]): readonly DiffPart[] {
  const start = sharedStart(before, after);
  const end = sharedStart(before.slice(start).toReversed(), after.slice(start).toReversed());
  const same = (tokens: readonly string[]): readonly DiffPart[] => partsOf('same', tokens);
  return [
    ...same(before.slice(0, start)),
    ...diffMiddles(
      before.slice(start, before.length - end),
      after.slice(start, after.length - end),
    ),
    ...same(end === 0 ? [] : before.slice(-end)),
  ];
}

function sharedStart(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((token, index) => token !== b[index]);
  return differs === -1 ? a.length : differs;
}

function diffMiddles(before: readonly string[], after: readonly string[]): readonly DiffPart[] {
  if (before.length * after.length > MAX_CELLS) {
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

/** Neighbours of one kind become one part. */
function joined(parts: readonly DiffPart[]): readonly DiffPart[] {
  const result: DiffPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last?.kind === part.kind) {
      result[result.length - 1] = { ...last, text: last.text + part.text };
    } else {
      result.push(part);
    }
  }
  return result;
}
