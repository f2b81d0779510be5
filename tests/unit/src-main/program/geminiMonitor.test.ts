import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GeminiMonitor } from '#main/program/geminiMonitor';
import { ok } from '#main/util/result';

describe('GeminiMonitor', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('goes on asking after a probe that throws', async () => {
    const states: string[] = [];
    let broken = true;
    const monitor = new GeminiMonitor({
      probe: () => (broken ? Promise.reject(new Error('broken')) : Promise.resolve(ok(null))),
      onState: (state) => states.push(state),
    });
    await monitor.start();
    expect(states).toEqual(['reconnecting']);
    broken = false;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(states).toEqual(['reconnecting', 'ready']);
    monitor.close();
  });
});
