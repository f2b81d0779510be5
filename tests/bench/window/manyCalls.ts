/**
 * What a person waits for who works in a list of 500 live calls. The window is the built one; the
 * calls come from a stand-in for the main process (tests/support/window/harness.ts), as no machine
 * of two cores carries so many, and each of them changes with every picture.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { openHarness } from '#support/window/harnessWindow';
import { type PageFigures, watchPage } from '#support/window/pageWatch';

/** Each act is measured so often, after it was done so often: the page has just been started. */
const TIMES = 20;
const TIMES_BEFORE = 8;
/** Between two acts, ms: other work goes on meanwhile, at a pace of its own. */
const PAUSE_MS = 400;
/** How long a person holds the button of a mouse, ms; what its press does is done by then. */
const PRESS_MS = 80;
/** Time for the first pictures, ms. */
const WARM_UP_MS = 3_000;

/** What a person does, and by what it is seen that it is done. */
type Act = {
  readonly name: string;
  /** Before each time; its own time does not count. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  readonly act: (page: Page) => Promise<unknown>;
  /** What the page reads to see the effect. */
  readonly seenBy: string;
};

export type ManyFigures = {
  readonly calls: number;
  /** From key or click to the picture that shows its effect, ms. */
  readonly acts: readonly { readonly name: string; readonly tookMs: readonly number[] }[];
  readonly page: PageFigures;
};

const ROWS_SHOWN = `document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount')`;
const CHOSEN = `document.querySelector('[aria-selected="true"][data-call-id]')?.dataset.callId`;
const FIRST_ROW = `document.querySelector('[aria-rowindex="2"]')?.getAttribute('data-call-id')`;
const IN_PALETTE = `document.querySelectorAll('[role="dialog"] [role="option"]').length`;
const SCREEN = `document.querySelector('.call-list') === null`;

const search = (page: Page) => page.locator('#call-search');
const sort = (page: Page) => page.locator('.list-sort');
/** From wherever the focus is to the first or the last row. */
const toRow = (key: 'Home' | 'End') => async (page: Page) => {
  await page.locator('[data-call-id][tabindex="0"]').focus();
  await page.keyboard.press(key);
};
const close = (page: Page) => page.keyboard.press('Escape');

const ACTS: readonly Act[] = [
  {
    name: 'filter the list: a digit typed into its search',
    prepare: async (page) => {
      await search(page).fill('');
      await search(page).focus();
    },
    act: (page) => page.keyboard.press('7'),
    seenBy: ROWS_SHOWN,
  },
  {
    name: 'show all again: the search is emptied',
    prepare: async (page) => {
      await search(page).fill('7');
      await search(page).press('End');
    },
    act: (page) => page.keyboard.press('Backspace'),
    seenBy: ROWS_SHOWN,
  },
  {
    name: 'select a call: by a click',
    prepare: toRow('End'),
    act: (page) =>
      page.locator('[data-call-id][aria-selected="false"]').nth(3).click({ delay: PRESS_MS }),
    seenBy: CHOSEN,
  },
  {
    name: 'select the next call: by a key',
    prepare: toRow('Home'),
    act: (page) => page.keyboard.press('ArrowDown'),
    seenBy: CHOSEN,
  },
  {
    name: 'select the last call: by a key',
    prepare: toRow('Home'),
    act: (page) => page.keyboard.press('End'),
    seenBy: CHOSEN,
  },
  {
    name: 'sort: another order',
    prepare: async (page) => {
      await sort(page).selectOption('longest');
      await sort(page).focus();
    },
    act: (page) => page.keyboard.press('ArrowDown'),
    seenBy: FIRST_ROW,
  },
  {
    name: 'open the palette',
    act: (page) => page.keyboard.press('Control+k'),
    seenBy: IN_PALETTE,
  },
  {
    name: 'look for a call in the palette',
    prepare: (page) => page.keyboard.press('Control+k'),
    act: (page) => page.keyboard.press('7'),
    seenBy: IN_PALETTE,
  },
  {
    name: 'come back from another screen',
    prepare: (page) => page.keyboard.press('Control+4'),
    act: (page) => page.keyboard.press('Control+1'),
    seenBy: SCREEN,
  },
];

export async function measureManyCalls(): Promise<ManyFigures> {
  const harness = await openHarness('five-hundred');
  const { page } = harness;
  try {
    await page.locator('[data-call-id]').first().waitFor();
    await sleep(WARM_UP_MS);
    const endWatch = await watchPage(page);
    const acts: ManyFigures['acts'][number][] = [];
    for (const act of ACTS) {
      acts.push({ name: act.name, tookMs: await repeat(page, act) });
    }
    return { calls: 500, acts, page: await endWatch() };
  } finally {
    await harness.close();
  }
}

async function repeat(page: Page, { prepare, act, seenBy }: Act): Promise<readonly number[]> {
  const took: number[] = [];
  for (let time = 0; time < TIMES_BEFORE + TIMES; time += 1) {
    await prepare?.(page);
    await sleep(PAUSE_MS);
    await page.evaluate(`(${awaitEffect.toString()})(() => ${seenBy})`);
    await act(page);
    took.push(await page.evaluate(() => Reflect.get(globalThis, 'effectSeen') as Promise<number>));
    await close(page);
  }
  return took.slice(TIMES_BEFORE);
}

/**
 * Dates the next key or click, and the first picture after which something else is read. The text
 * of this function is sent into the page.
 */
function awaitEffect(read: () => unknown): void {
  const before = read();
  let actedMs: number | null = null;
  const onAct = (event: Event): void => {
    actedMs ??= event.timeStamp;
  };
  for (const type of ['keydown', 'click']) {
    addEventListener(type, onAct, { capture: true, once: true });
  }
  const seen = new Promise<number>((resolve, reject) => {
    setTimeout(reject, 10_000, new Error('what was done has no effect on the page'));
    const look = (): void => {
      requestAnimationFrame(() => {
        if (actedMs === null || read() === before) {
          look();
          return;
        }
        // The frame is drawn after this callback; a message comes behind it.
        const { port1, port2 } = new MessageChannel();
        const startedMs = actedMs;
        port1.onmessage = () => {
          resolve(performance.now() - startedMs);
        };
        port2.postMessage(null);
      });
    };
    look();
  });
  Reflect.set(globalThis, 'effectSeen', seen);
}
