import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LevelFeed, LevelFeeds } from '#main/desk/levelFeed';
import { LEVEL_BATCH_MS } from '#model/levels';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  let reads = 0;
  let quiet = false;
  const feeds = new LevelFeeds(() => {
    reads += 1;
    return quiet ? null : new ArrayBuffer(reads);
  });
  const open = (): { feed: LevelFeed; sizes: number[] } => {
    const sizes: number[] = [];
    const feed = feeds.open(
      { onBatch: ({ byteLength }) => sizes.push(byteLength) },
      LEVEL_BATCH_MS,
    );
    return { feed, sizes };
  };
  return { open, reads: () => reads, beQuiet: () => (quiet = true) };
}

const pass = (batches: number) => vi.advanceTimersByTime(batches * LEVEL_BATCH_MS);

describe('a feed of levels', () => {
  it('gives one batch at each interval while they are answered', () => {
    const { open } = setUp();
    const { feed, sizes } = open();
    for (let n = 0; n < 3; n += 1) {
      pass(1);
      feed.taken();
    }
    expect(sizes).toEqual([1, 2, 3]);
  });

  it('reads nothing for a reader that falls behind, and goes on when it answers', () => {
    const { open, reads } = setUp();
    const { feed, sizes } = open();
    pass(20);
    expect([sizes, reads()]).toEqual([[1, 2], 2]);
    feed.taken();
    pass(1);
    expect(sizes).toEqual([1, 2, 3]);
  });

  it('ignores answers to batches that it never sent', () => {
    const { open } = setUp();
    const { feed, sizes } = open();
    feed.taken();
    feed.taken();
    pass(20);
    expect(sizes).toHaveLength(2);
  });

  it('sends nothing when there is nothing new', () => {
    const { open, beQuiet, reads } = setUp();
    beQuiet();
    const { sizes } = open();
    pass(5);
    expect([sizes, reads()]).toEqual([[], 5]);
  });

  it('reads nothing while nobody sees it', () => {
    const { open, reads } = setUp();
    const { feed } = open();
    feed.setVisible(false);
    pass(5);
    expect(reads()).toBe(0);
    feed.setVisible(true);
    feed.setVisible(true);
    pass(1);
    expect(reads()).toBe(1);
  });

  it('stays closed, whatever is asked of it', () => {
    const { open, reads } = setUp();
    const { feed } = open();
    feed.close();
    feed.close();
    feed.setVisible(true);
    pass(5);
    expect([reads(), vi.getTimerCount()]).toEqual([0, 0]);
  });

  it('gets what another one reads: a column is read once', () => {
    const { open } = setUp();
    const first = open();
    const second = open();
    pass(1);
    pass(1);
    expect([first.sizes, second.sizes]).toEqual([
      [1, 2, 3],
      [1, 2],
    ]);
    second.feed.taken();
    first.feed.close();
    pass(1);
    expect(second.sizes).toEqual([1, 2, 3, 4]);
  });

  it('keeps a bounded number of batches for a reader who falls behind the others', () => {
    const { open } = setUp();
    const { sizes, feed } = open();
    const other = open();
    for (let n = 0; n < 60; n += 1) {
      other.feed.taken();
      other.feed.taken();
      pass(1);
    }
    expect(sizes.length).toBeLessThan(4);
    feed.taken();
    feed.taken();
    feed.taken();
    pass(1);
    expect(sizes.length).toBeLessThanOrEqual(24);
    expect(sizes.at(-1)).toBeGreaterThanOrEqual(60);
  });
});
