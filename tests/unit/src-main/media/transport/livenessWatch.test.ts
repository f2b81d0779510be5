import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LivenessWatch } from '#main/media/transport/livenessWatch';

describe('LivenessWatch', () => {
  let asked: number;
  let dead: number;
  let watch: LivenessWatch;

  beforeEach(() => {
    vi.useFakeTimers();
    asked = 0;
    dead = 0;
    watch = new LivenessWatch({ ask: () => (asked += 1), onDead: () => (dead += 1) });
    watch.start();
  });

  afterEach(() => {
    watch.stop();
    vi.useRealTimers();
  });

  it('asks nothing while frames come', () => {
    for (let s = 0; s < 20; s += 1) {
      vi.advanceTimersByTime(1_000);
      watch.frameCame();
    }
    expect([asked, dead]).toEqual([0, 0]);
  });

  it('asks after 2 s without a frame, and is satisfied as long as answers come', () => {
    vi.advanceTimersByTime(1_999);
    expect(asked).toBe(0);
    vi.advanceTimersByTime(1);
    expect(asked).toBe(1);
    for (let s = 0; s < 60; s += 1) {
      watch.messageCame();
      vi.advanceTimersByTime(1_000);
    }
    expect(asked).toBe(61);
    expect(dead).toBe(0);
  });

  it('reports once that nobody answers, and asks no more', () => {
    vi.advanceTimersByTime(7_000);
    expect(dead).toBe(0);
    vi.advanceTimersByTime(60_000);
    expect(dead).toBe(1);
    expect(asked).toBe(6);
  });
});
