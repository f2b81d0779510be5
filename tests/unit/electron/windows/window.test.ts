import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { windowOptions } from '#shell/windows/consoleWindow';
import { CrashGuard } from '#shell/windows/crashGuard';
import { menuTemplate } from '#shell/windows/menu';
import { isReachable, readPlace, writePlace } from '#shell/windows/windowBounds';

const theme = vi.hoisted(() => ({ shouldUseDarkColors: false }));
vi.mock('electron', () => ({ BrowserWindow: null, nativeTheme: theme, screen: {} }));

describe('the window', () => {
  it('has no Node, its own world and the sandbox', () => {
    const { webPreferences } = windowOptions({ preload: '/p.cjs', devTools: false }, null);
    expect(webPreferences).toEqual({
      preload: '/p.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    });
  });

  it('opens hidden, in the colour of the theme, at its usual size or where it was', () => {
    const parts = { preload: '/p.cjs', devTools: true };
    expect(windowOptions(parts, null)).toMatchObject({
      width: 1280,
      height: 800,
      minWidth: 860,
      minHeight: 560,
      show: false,
      backgroundColor: '#F6F7F9',
    });
    theme.shouldUseDarkColors = true;
    const place = { x: 5, y: 6, width: 900, height: 600, maximized: false };
    expect(windowOptions(parts, place)).toMatchObject({
      x: 5,
      y: 6,
      width: 900,
      height: 600,
      backgroundColor: '#0E1116',
    });
  });
});

describe('the place of the window', () => {
  const display = { x: 0, y: 0, width: 1920, height: 1080 };
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cordboard-window-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('is remembered', async () => {
    const file = join(folder, 'deep', 'window.json');
    const place = { x: 10, y: 20, width: 1000, height: 700, maximized: true };
    await writePlace(file, place);
    expect(await readPlace(file, [display])).toEqual(place);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(place);
  });

  it.each(['', '{', '{"x":1}', '{"x":0,"y":0,"width":10,"height":10,"maximized":false}', 'null'])(
    'is forgotten when the file holds %s',
    async (content) => {
      const file = join(folder, 'window.json');
      await writeFile(file, content);
      expect(await readPlace(file, [display])).toBeNull();
    },
  );

  it('is forgotten when no display shows it', () => {
    const size = { width: 1000, height: 700 };
    expect(isReachable({ x: 100, y: 100, ...size }, [display])).toBe(true);
    expect(isReachable({ x: 2500, y: 100, ...size }, [display])).toBe(false);
    expect(isReachable({ x: 100, y: -900, ...size }, [display])).toBe(false);
    expect(isReachable({ x: -990, y: 100, ...size }, [display])).toBe(false);
    expect(isReachable({ x: 100, y: 100, ...size }, [])).toBe(false);
  });
});

describe('CrashGuard', () => {
  it('stops reloading a page that crashes again and again, and begins anew after a quiet minute', () => {
    let now = 0;
    const guard = new CrashGuard(() => now);
    expect(Array.from({ length: 6 }, () => guard.mayReload())).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
    now = 61_000;
    expect(guard.mayReload()).toBe(true);
  });
});

describe('the menu', () => {
  const chosen: string[] = [];
  const menu = (platform: NodeJS.Platform, developer: boolean) =>
    menuTemplate({
      platform,
      developer,
      language: 'en',
      groups: [
        {
          label: 'Calls & more',
          entries: [{ id: 'call.hold', label: 'Hold', enabled: false, key: 'H' }],
        },
      ],
      actions: {
        ...{ lock: vi.fn(), openDocs: vi.fn(), about: vi.fn() },
        choose: (id) => chosen.push(id),
      },
    });

  it('has developer commands only from source', () => {
    expect(JSON.stringify(menu('linux', true))).toContain('toggleDevTools');
    expect(JSON.stringify(menu('linux', false))).not.toMatch(/toggleDevTools|reload/);
  });

  it('can quit on every system', () => {
    expect(JSON.stringify(menu('linux', false))).toContain('"quit"');
    expect(JSON.stringify(menu('darwin', false))).toContain('"hideOthers"');
  });

  it("has the window's commands, and hands back which was chosen", () => {
    const part = menu('linux', false).find(({ label }) => label === 'Calls && more');
    const [entry] = part?.submenu as MenuItemConstructorOptions[];
    expect(entry).toMatchObject({ label: 'Hold (H)', enabled: false });
    // As an accelerator the key would act in text fields.
    expect(entry).not.toHaveProperty('accelerator');
    entry?.click?.({} as never, undefined, {});
    expect(chosen).toEqual(['call.hold']);
  });
});
