import { readdirSync, readFileSync } from 'node:fs';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleWindow, openConsole } from '../stage/consoleWindow';

let console_: ConsoleWindow;

beforeAll(async () => {
  console_ = await openConsole();
  await rows().nth(2).waitFor({ timeout: 20_000 });
});

afterAll(async () => {
  await console_.close();
});

function rows(): Locator {
  return console_.page
    .getByRole('grid', { name: 'Live calls' })
    .locator('[role="row"][aria-selected]');
}

function selectedRow(): Promise<string | null> {
  return console_.page.locator('[role="row"][aria-selected="true"]').getAttribute('aria-rowindex');
}

describe('the window in demo mode', () => {
  it('shows simulated calls, and says that they are', async () => {
    const { page } = console_;
    expect(await page.getByText('DEMO', { exact: true }).isVisible()).toBe(true);
    const transcript = page.getByRole('log', { name: 'Transcript' });
    await expect.poll(() => transcript.textContent(), { timeout: 20_000 }).toMatch(/\w{3}/);
  });

  it.each(['light', 'dark'] as const)(
    'has nothing for axe to find in the %s theme',
    async (theme) => {
      await console_.page.emulateMedia({ colorScheme: theme });
      expect(await console_.axeViolations()).toEqual([]);
    },
  );

  it('is worked by keyboard alone', async () => {
    const { page } = console_;
    await rows().first().focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    const first = await selectedRow();
    await rows().first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(selectedRow).not.toBe(first);

    await page.keyboard.press('v');
    const voices = page.getByRole('listbox');
    await voices.waitFor();
    expect(await voices.getByRole('option').count()).toBe(30);
    await page.keyboard.press('Escape');
    await expect.poll(() => voices.count()).toBe(0);

    await page.keyboard.press('Control+Backspace');
    const keep = page.getByRole('button', { name: 'Keep' });
    await keep.waitFor();
    expect(await keep.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await console_.axeViolations()).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => keep.count()).toBe(0);
  });

  it('keeps the pointer from the calls while a dialog is open', async () => {
    const { page } = console_;
    const selected = await selectedRow();
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog');
    await palette.waitFor();
    // At the left edge, beside the palette.
    const beside = page.locator('[role="row"][aria-selected="false"]').first();
    await beside.click({ position: { x: 20, y: 20 }, force: true });
    await expect.poll(() => palette.count()).toBe(0);
    expect(await selectedRow()).toBe(selected);
  });

  it('ends a call only after it was confirmed', async () => {
    const { page } = console_;
    await rows().first().click();
    await page.getByRole('button', { name: 'End call' }).click();
    await page.getByRole('button', { name: 'Keep' }).click();
    expect(await page.getByText('You ended the call').count()).toBe(0);
    await page.getByRole('button', { name: 'End call' }).click();
    const question = page.getByRole('dialog').or(page.getByRole('alertdialog'));
    await question.getByRole('button', { name: 'End call' }).click();
    await page.getByText(/ended/i).first().waitFor();
  });

  it('shows every setting and keeps a change', async () => {
    const { page } = console_;
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /settings/i }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Speech and interruption').click();
    await dialog.locator('#VAD_ENERGY_THRESHOLD').fill('450');
    await dialog.getByRole('button', { name: /save/i }).click();
    await expect
      .poll(() => readFileSync(`${console_.dataDir}/settings.json`, 'utf8'))
      .toContain('450');
    expect(await console_.axeViolations()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('gives the page no way out', async () => {
    const { page, app } = console_;
    const found = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.injected = true';
      document.head.append(script);
      const camera = await navigator.permissions.query({ name: 'camera' });
      return {
        require: typeof (globalThis as { require?: unknown }).require,
        process: typeof (globalThis as { process?: unknown }).process,
        injected: 'injected' in globalThis,
        opened: window.open('https://example.invalid') === null,
        origin: location.origin,
        camera: camera.state,
        notifications: await Notification.requestPermission(),
      };
    });
    expect(found).toMatchObject({
      require: 'undefined',
      process: 'undefined',
      injected: false,
      opened: true,
      origin: 'console://app',
      camera: 'denied',
      notifications: 'denied',
    });
    await page.evaluate(() => {
      location.href = 'https://example.invalid/';
    });
    expect(page.url()).toMatch(/^console:\/\/app\//);
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      type Preferences = { contextIsolation: boolean; nodeIntegration: boolean; sandbox: boolean };
      const [window] = BrowserWindow.getAllWindows();
      const contents = window?.webContents as unknown as
        { getLastWebPreferences(): Preferences } | undefined;
      return contents?.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      nodeIntegration: false,
      sandbox: true,
    });
  });

  it('ends in order on SIGTERM and leaves no process behind', async () => {
    const own = await openConsole();
    const pid = own.app.process().pid ?? 0;
    const tree = descendants(pid);
    expect(tree.length).toBeGreaterThan(1);
    expect(await own.close()).toBe(0);
    await expect.poll(() => tree.filter(isRunning)).toEqual([]);
    expect(own.output()).toContain('Cordboard ended');
  });
});

/** A process and everything below it, from /proc. */
function descendants(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = parentOf(Number(name));
    if (parent !== null) {
      parents.set(Number(name), parent);
    }
  }
  const tree = [root];
  for (const pid of tree) {
    tree.push(...[...parents].filter(([, parent]) => parent === pid).map(([child]) => child));
  }
  return tree;
}

function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

/** Not a zombie: those are only waiting to be counted. */
function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}
