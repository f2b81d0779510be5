import { afterEach, expect, it, vi } from 'vitest';
import { LOOP_WINDOW_MS, LoopDelay } from '#main/observability/loopDelay';

afterEach(() => {
  vi.useRealTimers();
});

it('tells the delay of the last window, without the interval of the monitor', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const onWindow = vi.fn();
  const delay = new LoopDelay(onWindow);
  delay.start();
  expect(delay.last.maxMs).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const until = performance.now() + 150;
  while (performance.now() < until) {
    // Blocks the event loop.
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  vi.advanceTimersByTime(LOOP_WINDOW_MS);
  expect(onWindow).toHaveBeenCalledTimes(1);
  expect(delay.last.maxMs).toBeGreaterThan(100);
  expect(delay.last.p50Ms).toBeLessThan(50);
  delay.stop();
  delay.stop();
  vi.advanceTimersByTime(LOOP_WINDOW_MS);
  expect(onWindow).toHaveBeenCalledTimes(1);
});
