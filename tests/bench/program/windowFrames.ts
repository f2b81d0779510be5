import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { type PageFigures, watchPage } from '#support/window/pageWatch';

/** How long the window is watched, ms. Counting makes it draw, so nothing else is measured then. */
const WATCHED_MS = 4_000;

export type WindowFigures = PageFigures & { readonly framesPerSecond: number };

/** Counts the frames that the page is given when it asks for all of them. */
export async function watchWindow(page: Page, watchedMs = WATCHED_MS): Promise<WindowFigures> {
  const end = await watchPage(page);
  await page.evaluate(() => {
    const counts = { frames: 0, startedMs: performance.now(), counting: true };
    const frame = (): void => {
      counts.frames += 1;
      if (counts.counting) {
        requestAnimationFrame(frame);
      }
    };
    requestAnimationFrame(frame);
    Reflect.set(globalThis, 'benchFrames', counts);
  });
  await sleep(watchedMs);
  const framesPerSecond = await page.evaluate(() => {
    const counts = Reflect.get(globalThis, 'benchFrames') as {
      frames: number;
      startedMs: number;
      counting: boolean;
    };
    counts.counting = false;
    return (counts.frames / (performance.now() - counts.startedMs)) * 1_000;
  });
  return { ...(await end()), framesPerSecond };
}
