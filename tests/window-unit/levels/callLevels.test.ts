import { describe, expect, it } from 'vitest';
import { LEVEL_FLAGS } from '#model/levels';
import { CallLevels, NO_STRETCH, type Stretch } from '#window/levels/callLevels';
import { LevelRing, RING_COLUMNS } from '#window/levels/levelRing';

const read = (levels: CallLevels, fromMs: number, toMs: number): Stretch => {
  const into = { ...NO_STRETCH };
  levels.read(fromMs, toMs, into);
  return into;
};

function ringOf(columns: readonly (readonly [number, number, number])[], first = 0): LevelRing {
  const ring = new LevelRing();
  ring.write(first, Uint8Array.from(columns.flat()), 0, columns.length);
  return ring;
}

describe('the levels of a call', () => {
  it('are the loudest of a stretch, from the stream', () => {
    const levels = new CallLevels(
      ringOf([
        [10, 1, LEVEL_FLAGS.callerSpeaking],
        [30, 2, LEVEL_FLAGS.bargeIn],
        [20, 9, 0],
      ]),
    );
    expect(read(levels, 0, 40)).toEqual({ caller: 30, agent: 2, flags: 5, known: true });
    expect(read(levels, 40, 60)).toEqual({ caller: 20, agent: 9, flags: 0, known: true });
  });

  it('lie where the first sound was in the call', () => {
    const levels = new CallLevels(
      ringOf([
        [10, 1, 0],
        [30, 2, 0],
      ]),
    );
    levels.take({
      levelsFromMs: 700,
      firstBucket: 0,
      levels: new Uint8Array(3),
      events: [],
      acts: [],
      samples: [],
    });
    expect(read(levels, 680, 700).known).toBe(false);
    expect(read(levels, 700, 720)).toMatchObject({ caller: 10, known: true });
    expect(levels.endMs).toBe(800);
  });

  it('come from the time line where the stream is too old for them', () => {
    const first = 10 * RING_COLUMNS;
    const levels = new CallLevels(ringOf([[200, 100, 0]], first));
    levels.take({
      levelsFromMs: 0,
      firstBucket: 0,
      levels: Uint8Array.from([1, 2, 0, 50, 60, LEVEL_FLAGS.agentSpeaking, 7, 8, 0]),
      events: [],
      acts: [],
      samples: [],
    });
    expect(read(levels, 0, 100)).toEqual({ caller: 1, agent: 2, flags: 0, known: true });
    expect(read(levels, 100, 260)).toMatchObject({ caller: 50, agent: 60, flags: 2 });
    expect(read(levels, 400, 500).known).toBe(false);
    expect(read(levels, first * 20, first * 20 + 20)).toMatchObject({ caller: 200, known: true });
  });

  it('grow by later parts of the time line, of which the first bucket is known already', () => {
    const levels = new CallLevels(new LevelRing());
    levels.take({
      levelsFromMs: 0,
      firstBucket: 0,
      levels: Uint8Array.from([1, 1, 0, 2, 2, 0]),
      events: [],
      acts: [],
      samples: [],
    });
    levels.take({
      levelsFromMs: 0,
      firstBucket: 1,
      levels: Uint8Array.from([9, 9, 0, 3, 3, 0]),
      events: [],
      acts: [],
      samples: [],
    });
    expect(levels.bucketCount).toBe(3);
    expect(read(levels, 100, 200).caller).toBe(9);
    expect(read(levels, 200, 300).caller).toBe(3);
    expect(read(levels, 300, 400).known).toBe(false);
  });

  it('end where the time line is whole until the stream has begun', () => {
    const ring = new LevelRing();
    const levels = new CallLevels(ring);
    levels.take({
      levelsFromMs: 0,
      firstBucket: 0,
      levels: new Uint8Array(3 * 4),
      events: [],
      acts: [],
      samples: [],
    });
    expect(levels.timeOf(levels.head)).toBe(300);
    ring.write(18, Uint8Array.from([1, 1, 0]), 0, 1);
    expect(levels.head).toBe(19);
  });

  it('are unknown before there is any sound', () => {
    expect(read(new CallLevels(new LevelRing()), 0, 100)).toEqual(NO_STRETCH);
  });
});
