/** What stands where in the window, which is the built one on the stand-in for the main process. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '#model/language';
import { type HarnessWindow, openHarness } from '#support/window/harnessWindow';
import { untilSettled } from '../stage/windowAudit';

const WIDTHS = [1024, 1100, 1180, 1280, 1366, 1440, 1600, 1920];
const SCENES = ['busy', 'hundred', 'overloaded', 'asking', 'reconnecting', 'missing', 'locked'];
const HEIGHT = 800;
const INSPECTOR_WIDTH = 320;

let window: HarnessWindow;

beforeAll(async () => {
  window = await openHarness('busy&still');
});

afterAll(async () => {
  await window.close();
});

async function show(scene: string, width = 1280): Promise<void> {
  await window.page.setViewportSize({ width, height: HEIGHT });
  await window.page.evaluate(() => {
    localStorage.clear();
  });
  await window.show(scene);
  await window.page.locator('.status-bar').waitFor();
  await untilSettled(window.page);
}

/** What of the top bar is on another line, or beyond its end. */
const outOfLine = (): Promise<readonly string[]> =>
  window.page.locator('.status-bar').evaluate((bar) => {
    const edge = bar.getBoundingClientRect();
    return [...bar.querySelectorAll('button, h1, svg')]
      .map((part) => ({ part, box: part.getBoundingClientRect() }))
      .filter(
        ({ box }) =>
          box.width > 1 &&
          (Math.abs(box.top + box.height / 2 - (edge.top + edge.height / 2)) > 4 ||
            box.right > edge.right ||
            box.left < edge.left),
      )
      .map(({ part }) => part.getAttribute('aria-label') ?? part.textContent);
  });

/** Of these elements the ones whose words are cut off, or go on in a second line. */
const broken = (selector: string): Promise<readonly string[]> =>
  window.page.locator(selector).evaluateAll((elements) =>
    elements
      .filter((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 4)));
        return element.scrollWidth > element.clientWidth + 1 || lines.size > 1;
      })
      .map((element) => element.textContent),
  );

describe.each(LANGUAGES)('the window, %s', (language) => {
  it.each(SCENES)('has its top bar on one line at every width: %s', async (scene) => {
    const found: Record<string, readonly string[]> = {};
    await show(`${scene}&still&language=${language}`);
    for (const width of WIDTHS) {
      await window.page.setViewportSize({ width, height: HEIGHT });
      await untilSettled(window.page);
      const out = await outOfLine();
      if (out.length > 0) {
        found[width] = out;
      }
    }
    expect(found).toEqual({});
  });

  it('shows the words of all pages of the inspector', async () => {
    await show(`busy&still&language=${language}`);
    const width = () =>
      window.page.locator('.inspector').evaluate((element) => element.clientWidth);
    expect(await width()).toBeLessThanOrEqual(INSPECTOR_WIDTH);
    expect(await broken('.inspector [role="tab"]')).toEqual([]);
  });

  it('has each name of a lane of the time axis on one line', async () => {
    await show(`busy&still&language=${language}`);
    expect(await broken('.waves-labels > span')).toEqual([]);
  });
});
