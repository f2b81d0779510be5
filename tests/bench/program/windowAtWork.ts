import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';

/** Between two acts, ms: faster than anybody works for long. */
const ACT_EVERY_MS = 200;

/**
 * Somebody works in the window without a rest: opens the history and the audit, comes back, and
 * goes through the calls. The returned function ends it.
 */
export function workInWindow(page: Page): () => Promise<void> {
  const end = new AbortController();
  const done = work(page, end.signal);
  return async () => {
    end.abort();
    await done;
  };
}

async function work(page: Page, end: AbortSignal): Promise<void> {
  const grid = page.getByRole('grid', { name: 'Live calls' });
  while (!end.aborted) {
    for (const screen of ['History', 'Audit', 'Live']) {
      await page.getByRole('navigation').getByRole('button', { name: screen }).click();
      await sleep(ACT_EVERY_MS);
    }
    await grid.getByRole('row').nth(1).click();
    for (let call = 0; call < 10; call += 1) {
      await page.keyboard.press(call % 2 === 0 ? 'ArrowDown' : 'End');
      await sleep(ACT_EVERY_MS);
    }
  }
}
