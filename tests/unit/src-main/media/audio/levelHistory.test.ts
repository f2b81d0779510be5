import { describe, expect, it } from 'vitest';
import { LevelHistory } from '#main/media/audio/levelHistory';
import { LevelMeter } from '#main/media/audio/levelMeter';
import { LEVEL_FLAGS } from '#model/levels';

describe('LevelHistory', () => {
  it('keeps the loudest of each 100 ms, and every flag', () => {
    const history = new LevelHistory();
    history.add(0, 10, 40, LEVEL_FLAGS.callerSpeaking);
    history.add(4, 30, 20, LEVEL_FLAGS.bargeIn);
    history.add(5, 1, 2, 0);
    expect([...history.from(0)]).toEqual([30, 40, 5, 1, 2, 0]);
    expect([...history.from(1)]).toEqual([1, 2, 0]);
    expect([...history.from(2)]).toEqual([]);
  });

  it('gives hours in one piece, with silence where nothing came', () => {
    const history = new LevelHistory();
    const last = 3 * 60 * 60 * 50;
    history.add(0, 7, 7, 0);
    history.add(last, 9, 8, 0);
    const levels = history.from(0);
    expect(history.buckets).toBe(last / 5 + 1);
    expect(levels.length).toBe(3 * history.buckets);
    expect([...levels.subarray(0, 6)]).toEqual([7, 7, 0, 0, 0, 0]);
    expect([...levels.subarray(-3)]).toEqual([9, 8, 0]);
    expect([...history.from(history.buckets - 1)]).toEqual([9, 8, 0]);
  });

  it('has what a meter merged into its newest column', () => {
    const meter = new LevelMeter();
    for (let column = 0; column < 8; column += 1) {
      meter.addColumn(100 * (column + 1), 0, 0, 1_000);
    }
    meter.addColumn(32_768, 0, LEVEL_FLAGS.bargeIn, 1_000);
    const levels = meter.history.from(0);
    expect(Math.max(...levels.filter((_, at) => at % 3 === 0))).toBe(255);
    expect(meter.startMs).toBe(1_000);
  });
});
