import { afterEach, describe, expect, it, vi } from 'vitest';
import { LossCounter } from '#main/agent/gemini/session/lossCounter';

afterEach(() => {
  vi.useRealTimers();
});

describe('LossCounter', () => {
  const backoff = { firstMs: 500, maxMs: 4_000, factor: 2, jitter: 0 };

  it('delays nothing after one loss, more after each further one, and gives up in the end', () => {
    const losses = new LossCounter(10_000, backoff);
    const seen = [];
    for (let count = 0; count < 6; count += 1) {
      losses.note(100);
      seen.push([losses.delayMs, losses.handleSuspect, losses.hopeless]);
    }
    expect(seen).toEqual([
      [0, false, false],
      [500, false, false],
      [1_000, true, false],
      [2_000, true, false],
      [4_000, true, false],
      [4_000, true, true],
    ]);
  });

  it('begins anew after a session that lasted', () => {
    const losses = new LossCounter(10_000, backoff);
    for (const lastedMs of [1, 1, 1, 1, 10_000]) {
      losses.note(lastedMs);
    }
    expect([losses.delayMs, losses.handleSuspect]).toEqual([0, false]);
  });

  it('gives up after stuck sessions close together, not after ones far apart', () => {
    vi.useFakeTimers();
    const losses = new LossCounter(10_000, backoff);
    const seen = [];
    for (const waitMs of [0, 300_000, 30_000, 30_000, 30_000]) {
      vi.advanceTimersByTime(waitMs);
      losses.noteStuck('no-answer');
      seen.push([losses.handleSuspect, losses.hopeless]);
    }
    expect(seen).toEqual([
      [false, false],
      [false, false],
      [true, false],
      [true, false],
      [true, true],
    ]);
  });

  it('forgets missing answers when the service speaks, but not silent speech', () => {
    const losses = new LossCounter(10_000, backoff);
    for (let count = 0; count < 8; count += 1) {
      losses.noteStuck('no-answer');
      losses.noteAnswer();
    }
    expect([losses.handleSuspect, losses.hopeless]).toEqual([false, false]);
    for (let count = 0; count < 4; count += 1) {
      losses.noteStuck('soundless');
      losses.noteAnswer();
    }
    expect(losses.hopeless).toBe(true);
  });
});
