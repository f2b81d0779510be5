import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeAsteriskQueue } from '#support/media/fakeAsteriskQueue';
import { bench, frames, valuesOf } from '#support/media/playoutBench';

beforeEach(() => {
  vi.useFakeTimers();
  vi.advanceTimersByTime(5000);
});

afterEach(() => {
  vi.useRealTimers();
});

/** Heard frames without silence. */
function words(heard: readonly (Buffer | null)[]): number[] {
  return valuesOf(heard).filter((value) => value !== 0);
}

describe('a pause of the playout', () => {
  it('loses nothing and reports the end of the turn only when it was heard', () => {
    const { asterisk, queue, drainedAt } = bench();
    queue.enqueue(frames(50), queue.generation);
    vi.advanceTimersByTime(200);
    queue.pausePlayback();
    queue.endTurn();
    const heardMs = queue.turnHeardMs;
    vi.advanceTimersByTime(3_000);
    expect(queue.turnHeardMs).toBe(heardMs);
    expect(queue.speaking(performance.now())).toBe(false);
    expect(drainedAt).toEqual([]);
    queue.resumePlayback();
    vi.advanceTimersByTime(900);
    expect(drainedAt).toHaveLength(1);
    expect(words(asterisk.heard)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    expect(queue.counters.underruns).toBe(0);
  });

  it('does not count as a gap, although audio comes while it lasts', () => {
    const { asterisk, queue } = bench();
    queue.enqueue(frames(5), queue.generation);
    vi.advanceTimersByTime(40);
    queue.pausePlayback();
    for (let i = 0; i < 10; i += 1) {
      vi.advanceTimersByTime(100);
      queue.enqueue(frames(5, 6 + 5 * i), queue.generation);
    }
    queue.resumePlayback();
    vi.advanceTimersByTime(2_000);
    expect(words(asterisk.heard)).toEqual(Array.from({ length: 55 }, (_, i) => i + 1));
    expect(queue.counters.underruns).toBe(0);
  });

  it('shows silence beside the caller and goes on with the frame that follows', () => {
    const { queue } = bench({ phaseMs: 1 });
    queue.enqueue(frames(50), queue.generation);
    const shown: number[] = [];
    const look = (): void => {
      vi.advanceTimersByTime(20);
      shown.push(...valuesOf([queue.frameAt(performance.now())]));
    };
    Array.from({ length: 10 }, look);
    queue.pausePlayback();
    Array.from({ length: 30 }, look);
    queue.resumePlayback();
    Array.from({ length: 10 }, look);
    expect(shown.slice(10, 40).every((value) => value === 0)).toBe(true);
    expect(shown[40]).toBe((shown[9] ?? 0) + 1);
  });

  it('ends with a flush', () => {
    const { asterisk, queue } = bench();
    queue.enqueue(frames(50), queue.generation);
    vi.advanceTimersByTime(100);
    queue.pausePlayback();
    vi.advanceTimersByTime(1_000);
    expect(queue.flush()).toBeLessThan(130);
    queue.enqueue(frames(10, 100), queue.generation);
    vi.advanceTimersByTime(400);
    expect(words(asterisk.heard).filter((value) => value >= 100)).toHaveLength(10);
  });

  it('lasts over a new media connection', () => {
    const { asterisk, queue, attach } = bench();
    queue.enqueue(frames(50), queue.generation);
    vi.advanceTimersByTime(200);
    queue.pausePlayback();
    queue.replaceTransport(null);
    const next = new FakeAsteriskQueue();
    attach(next);
    vi.advanceTimersByTime(500);
    expect(words(next.heard)).toEqual([]);
    queue.resumePlayback();
    vi.advanceTimersByTime(2_000);
    const before = words(asterisk.heard);
    expect(words(next.heard).at(-1)).toBe(50);
    expect(Math.abs((words(next.heard)[0] ?? 0) - (before.at(-1) ?? 0))).toBeLessThanOrEqual(1);
  });
});

describe('live audio of a person', () => {
  it('never waits longer than 120 ms: older audio is dropped, in Asterisk too', () => {
    const { asterisk, queue } = bench();
    queue.setMode('live');
    for (let i = 0; i < 5; i += 1) {
      queue.enqueue(frames(1, i + 1), queue.generation);
    }
    expect(asterisk.queueLength).toBe(5);
    queue.enqueue(frames(4, 6), queue.generation);
    expect(asterisk.queueLength).toBe(4);
    vi.advanceTimersByTime(200);
    expect(words(asterisk.heard)).toEqual([6, 7, 8, 9]);
    expect(queue.counters.skippedSamples).toBe(5 * 320);
  });

  it('keeps the newest of a long burst', () => {
    const { asterisk, queue } = bench();
    queue.setMode('live');
    queue.enqueue(frames(50), queue.generation);
    vi.advanceTimersByTime(500);
    expect(words(asterisk.heard)).toEqual([45, 46, 47, 48, 49, 50]);
  });

  it('goes through without loss at the pace of speech, with no turn and no gap counted', () => {
    const { asterisk, queue, drainedAt } = bench();
    queue.setMode('live');
    for (let i = 1; i <= 100; i += 1) {
      queue.enqueue(frames(1, i), queue.generation);
      vi.advanceTimersByTime(i === 50 ? 500 : 20);
    }
    vi.advanceTimersByTime(200);
    expect(words(asterisk.heard)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    expect(queue.counters).toMatchObject({ underruns: 0, skippedSamples: 0 });
    expect(drainedAt).toEqual([]);
  });

  it('gives the floor back to turns', () => {
    const { asterisk, queue, drainedAt } = bench();
    queue.setMode('live');
    queue.enqueue(frames(3), queue.generation);
    queue.setMode('buffered');
    queue.enqueue(frames(50, 10), queue.generation);
    queue.endTurn();
    vi.advanceTimersByTime(1_500);
    expect(words(asterisk.heard)).toHaveLength(53);
    expect(drainedAt).toHaveLength(1);
  });
});
