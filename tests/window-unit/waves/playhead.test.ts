import { describe, expect, it } from 'vitest';
import { Playhead } from '#window/waves/playhead';

describe('Playhead', () => {
  it('moves evenly though the data comes in batches', () => {
    const playhead = new Playhead();
    let head = 500;
    playhead.advance(head, 16);
    const steps: number[] = [];
    for (let frame = 1; frame <= 240; frame += 1) {
      // 60 frames a second; two columns each 40 ms.
      head = 500 + 2 * Math.floor((frame * 1000) / 60 / 40);
      const before = playhead.column;
      steps.push(playhead.advance(head, 1000 / 60) - before);
    }
    const late = steps.slice(60);
    expect(Math.min(...late)).toBeGreaterThan(0.5);
    expect(Math.max(...late)).toBeLessThan(1.2);
    expect(playhead.column).toBeLessThanOrEqual(head);
  });

  it('stands still when the data does, and jumps over a long pause', () => {
    const playhead = new Playhead();
    playhead.advance(100, 16);
    for (let frame = 0; frame < 120; frame += 1) {
      playhead.advance(100, 16);
    }
    expect(playhead.column).toBe(100);
    expect(playhead.advance(1000, 16)).toBe(997);
  });
});
