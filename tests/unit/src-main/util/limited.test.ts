import { describe, expect, it } from 'vitest';
import { mapLimited } from '#main/util/limited';

describe('mapLimited', () => {
  it('does all, some at a time, and keeps the order', async () => {
    let running = 0;
    let most = 0;
    const doubled = await mapLimited([3, 1, 2, 5, 4], 2, async (item) => {
      running += 1;
      most = Math.max(most, running);
      for (let turns = 0; turns < item; turns += 1) {
        await Promise.resolve();
      }
      running -= 1;
      return item * 2;
    });
    expect(doubled).toEqual([6, 2, 4, 10, 8]);
    expect(most).toBe(2);
  });

  it('does nothing for nothing', async () => {
    expect(await mapLimited([], 8, () => Promise.reject(new Error('called')))).toEqual([]);
  });
});
