import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';

/** How long the window is watched, ms. Counting makes it draw, so nothing else is measured then. */
const WATCHED_MS = 4_000;

export type WindowFigures = {
  readonly framesPerSecond: number;
  /** Tasks of the page over 50 ms ("Long Tasks API", W3C), and the longest of them, ms. */
  readonly longTasks: number;
  readonly longestTaskMs: number;
};

/** Counts the page's frames for 4 s. */
export async function watchWindow(page: Page): Promise<WindowFigures> {
  await page.evaluate(() => {
    const counts = { frames: 0, longTasks: 0, longestTaskMs: 0, startedMs: performance.now() };
    const frame = (): void => {
      counts.frames += 1;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        counts.longTasks += 1;
        counts.longestTaskMs = Math.max(counts.longestTaskMs, duration);
      }
    }).observe({ entryTypes: ['longtask'] });
    Reflect.set(globalThis, 'benchFrames', counts);
  });
  await sleep(WATCHED_MS);
  return page.evaluate(() => {
    const { frames, longTasks, longestTaskMs, startedMs } = Reflect.get(
      globalThis,
      'benchFrames',
    ) as Record<'frames' | 'longTasks' | 'longestTaskMs' | 'startedMs', number>;
    const framesPerSecond = (frames / (performance.now() - startedMs)) * 1_000;
    return { framesPerSecond, longTasks, longestTaskMs };
  });
}
