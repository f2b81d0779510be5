import { describe, expect, it } from 'vitest';
import { inLanes } from '#build/lib/lanes';

/** Pieces of work that end when they are told to, and which of them have begun. */
function pieces(count: number) {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = Array.from({ length: count }, (_, index) => async () => {
    begun.push(index);
    await new Promise<void>((resolve) => (ends[index] = resolve));
    return `piece ${String(index)}`;
  });
  const end = async (index: number): Promise<void> => {
    ends[index]?.();
    await new Promise(setImmediate);
  };
  return { work, begun, end };
}

describe('work in lanes', () => {
  it('begins the next piece when a lane is free, and gives what each came to in order', async () => {
    const { work, begun, end } = pieces(4);
    const all = inLanes(work, 2);
    expect(begun).toEqual([0, 1]);
    await end(1);
    expect(begun).toEqual([0, 1, 2]);
    await end(2);
    expect(begun).toEqual([0, 1, 2, 3]);
    await end(3);
    await end(0);
    expect(await all).toEqual(['piece 0', 'piece 1', 'piece 2', 'piece 3']);
  });

  it('is over at once when there is none', async () => {
    expect(await inLanes([], 2)).toEqual([]);
  });
});
