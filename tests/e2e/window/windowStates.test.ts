import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConsoleOptions } from '#support/electronConsole';
import { type ConsoleWindow, openConsole } from '../stage/consoleWindow';

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9/ari';

let window: ConsoleWindow | null = null;

afterEach(async () => {
  await window?.close();
  window = null;
});

async function open(options: ConsoleOptions): Promise<ConsoleWindow> {
  window = await openConsole(options);
  return window;
}

describe('a window that cannot work', () => {
  it('says that Gemini is missing when only Asterisk is configured, and fakes nothing', async () => {
    const { page } = await open({ env: { ARI_PASSWORD: 'secret', ARI_BASE_URL: NOWHERE } });
    await page
      .getByText(/GOOGLE_API_KEY/)
      .first()
      .waitFor();
    await page
      .getByText(/Link to Asterisk lost|Connecting to Asterisk/)
      .first()
      .waitFor();
    expect(await page.getByText('DEMO', { exact: true }).count()).toBe(0);
    expect(await page.locator('[role="row"][aria-selected]').count()).toBe(0);
    expect(window?.output()).not.toContain('secret');
  });

  it('says that Asterisk is missing when only Gemini is configured', async () => {
    const console_ = await open({
      env: { GOOGLE_API_KEY: 'TEST_KEY', GEMINI_BASE_URL: 'http://127.0.0.1:9' },
    });
    await console_.page
      .getByText(/ARI_PASSWORD/)
      .first()
      .waitFor();
    expect(await console_.page.getByText('DEMO', { exact: true }).count()).toBe(0);
    expect(await console_.axeViolations()).toEqual([]);
  });
});

describe('--screenshot', () => {
  it('writes a picture of the window once calls are on it, and the program goes on', async () => {
    const file = path.join(tmpdir(), `cordboard-shot-${String(process.pid)}.png`);
    const { page } = await open({ args: ['--screenshot', file] });
    await expect.poll(() => window?.output(), { timeout: 30_000 }).toMatch(/screenshot written/);
    const png = readFileSync(file);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.length).toBeGreaterThan(20_000);
    expect(await page.title()).toContain('Cordboard');
  });
});
