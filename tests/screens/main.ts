/** Photographs every place and state of the window, in all themes and languages. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LANGUAGES } from '#model/language';
import { type HarnessWindow, openHarness } from '#support/window/harnessWindow';
import {
  OVERLAY_PLACES,
  SCREEN_PLACES,
  STATE_PLACES,
  type WindowPlace,
} from '#support/window/windowPlaces';
import { screensIndex } from './screensIndex';

type ScreensSettings = {
  /** Folder for the pictures. */
  readonly folder: string;
  /** Names of places; null for all. */
  readonly only: readonly string[] | null;
  readonly format: 'png' | 'webp';
};

const THEMES = ['light', 'dark'] as const;
const PLACES = [...SCREEN_PLACES, ...STATE_PLACES, ...OVERLAY_PLACES];

/** The waves are drawn twice a second where less motion is asked for. */
const SETTLED_MS = 700;
/** Of a lossy WebP, in which small text is as sharp as in a PNG. */
const QUALITY = 50;

async function photograph(
  window: HarnessWindow,
  { scene, open }: WindowPlace,
  language: string,
  format: ScreensSettings['format'],
): Promise<Buffer> {
  const { page } = window;
  await page.evaluate(() => {
    localStorage.clear();
    // It has the call that was selected in the picture before.
    sessionStorage.clear();
  });
  await window.show(`${scene}&language=${language}`);
  await page.locator('#root > *').first().waitFor();
  await sleep(SETTLED_MS);
  await open(window);
  await page.mouse.move(0, 799);
  await sleep(SETTLED_MS);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format,
    ...(format === 'webp' ? { quality: QUALITY } : {}),
  });
  await session.detach();
  return Buffer.from(data, 'base64');
}

async function main({ folder, only, format }: ScreensSettings): Promise<void> {
  const places = PLACES.filter(({ name }) => only?.includes(name) ?? true);
  if (only === null) {
    await rm(folder, { recursive: true, force: true });
  }
  const window = await openHarness('busy&still');
  try {
    for (const language of LANGUAGES) {
      for (const theme of THEMES) {
        const into = path.join(folder, language, theme);
        await mkdir(into, { recursive: true });
        await window.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        for (const place of places) {
          const picture = await photograph(window, place, language, format);
          await writeFile(path.join(into, `${place.name}.${format}`), picture);
          console.log(`${language} ${theme} ${place.name}`);
        }
      }
    }
  } finally {
    await window.close();
  }
  const names = PLACES.map(({ name }) => name);
  await writeFile(path.join(folder, 'README.md'), screensIndex(names, LANGUAGES, THEMES));
}

await main(JSON.parse(process.argv[2] ?? '{}') as ScreensSettings);
