/**
 * The window for everybody: every place of it by keyboard alone, at twice the size, in both themes,
 * with forced colours and with less motion; and the wallboard from afar. The window is the built
 * one, on the stand-in for the main process, with calls that stand still.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HarnessWindow, openHarness } from '#support/window/harnessWindow';
import {
  OVERLAY_PLACES,
  SCREEN_PLACES,
  STATE_PLACES,
  type WindowPlace,
} from '#support/window/windowPlaces';
import { runAxe } from '../../stage/consoleWindow';
import {
  clippedControls,
  focusedNow,
  hardToRead,
  movingParts,
  outOfSight,
  OVERLAYS,
  tabsAway,
  tabWalk,
  untilSettled,
} from '../../stage/windowAudit';

const WHOLE_WALK = { missed: [], lost: 0, unseen: [], unmarked: [] };
const PRESSES = 3;

let window: HarnessWindow;

beforeAll(async () => {
  window = await openHarness('busy&still');
});

afterAll(async () => {
  await window.close();
});

/** Opens the window anew where less motion is asked for. */
async function show({ scene }: WindowPlace): Promise<void> {
  await window.page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await window.page.emulateMedia({
    colorScheme: 'light',
    forcedColors: 'none',
    reducedMotion: 'reduce',
  });
  await window.show(scene);
  await window.page.locator('#root > *').first().waitFor();
}

/** The same, with the focus on the selected call. */
async function open(place: WindowPlace): Promise<void> {
  await show(place);
  await window.page.locator('[data-call-id][aria-selected="true"]').focus();
}

async function zoom(factor: number): Promise<void> {
  await window.app.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(wanted);
  }, factor);
  await expect.poll(() => window.page.evaluate(() => innerWidth)).toBe(1280 / factor);
  await untilSettled(window.page);
}

/** Of a place that is open. */
function looksWell(): void {
  it('has nothing that moves where less motion is asked for', async () => {
    expect(await movingParts(window.page)).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('has nothing for axe to find, %s', async (colorScheme) => {
    await window.page.emulateMedia({ colorScheme });
    expect(await runAxe(window.page)).toEqual([]);
  });
}

/** A window of half the size: it lays itself out anew, so this comes last. */
function isWholeWhenLarge(): void {
  it('is whole at twice the size', async () => {
    await zoom(2);
    try {
      expect(await clippedControls(window.page)).toEqual([]);
    } finally {
      await zoom(1);
    }
  });
}

describe.each(SCREEN_PLACES)('the screen $name', (place) => {
  beforeAll(async () => {
    await open(place);
    await place.open(window);
  });

  looksWell();

  it('is reached by Tab in all its parts, and the focus is seen and never lost', async () => {
    // Here a shadow alone marks nothing.
    await window.page.emulateMedia({ forcedColors: 'active' });
    expect(await tabWalk(window.page)).toEqual(WHOLE_WALK);
  });

  isWholeWhenLarge();
});

describe.each(STATE_PLACES)('in the state $name', (place) => {
  beforeAll(async () => {
    await show(place);
    await place.open(window);
  });

  looksWell();
});

describe.each(OVERLAY_PLACES)('over the screen, $name', (place) => {
  const overlay = () => window.page.locator(OVERLAYS);

  beforeAll(async () => {
    await open(place);
    await place.open(window);
    await overlay().first().waitFor();
  });

  looksWell();

  it('has the focus, shows and keeps it, and gives it back', async () => {
    const { page } = window;
    await page.emulateMedia({ forcedColors: 'active' });
    await expect.poll(() => focusedNow(page)).toMatchObject({ inOverlay: true });
    if (place.keysOfItsOwn === true) {
      expect(await tabsAway(page, PRESSES)).toBe(0);
    } else {
      expect(await tabWalk(page)).toEqual(WHOLE_WALK);
    }
    await page.keyboard.press('Escape');
    await expect.poll(() => overlay().count()).toBe(0);
    await expect
      .poll(() => focusedNow(page), { timeout: 1_000 })
      .toMatchObject({ inOverlay: false, onBody: false });
  });

  describe('opened again', () => {
    beforeAll(async () => {
      await place.open(window);
      await overlay().first().waitFor();
    });

    isWholeWhenLarge();
  });
});

/** The text from which all on a tile is read at 5 m, as a part of the width of the screen. */
const READ_FROM_AFAR = 1 / 61;

describe('the wallboard with a hundred calls', () => {
  it.each([
    [1920, 1080],
    [1280, 720],
  ])('shows them all to be read from afar, and masked, on %i × %i', async (width, height) => {
    const { page } = window;
    await page.setViewportSize({ width, height });
    await window.show('hundred&still&screen=wallboard');
    const tiles = page.locator('.wall-tile');
    await expect.poll(() => tiles.count()).toBe(100);
    const shown = '.wall-tile, .wall-figure';
    expect(await outOfSight(page, shown)).toEqual([]);
    expect(await hardToRead(page, shown, width * READ_FROM_AFAR)).toEqual([]);
    const names = await page.locator('.wall-who').allTextContents();
    expect(names.filter((name) => !/^(… \d{3}|Withheld)$/.test(name))).toEqual([]);
  });
});
