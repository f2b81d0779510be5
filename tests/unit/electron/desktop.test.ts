import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { done } from '#main/util/result';
import { createAlertSound } from '#shell/alertSound';
import { setAutostart } from '#shell/autostart';
import { followTheme } from '#shell/theme';
import { showInTray, staysInTray } from '#shell/tray/tray';
import { alertWith, callWith } from '#support/calls';
import { FakeCallControl } from '#support/desk/fakeCallControl';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-desktop-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the tray', () => {
  it('says how many calls are live, and how many need a look', async () => {
    const control = new FakeCallControl([callWith(), callWith({ id: 'call-2' })]);
    const icon = { setToolTip: vi.fn(), setMenu: vi.fn() };
    const language = { current: 'en', onChanged: vi.fn() } as const;
    const alertSound = createAlertSound();
    showInTray({ control, icon, language, alertSound, open: vi.fn(), quit: vi.fn() });
    expect(icon.setToolTip).toHaveBeenLastCalledWith('Cordboard: live calls 2, need a look 0');
    control.store.putCall(callWith({ alerts: [alertWith('The caller asks for a person.')] }));
    control.store.putCall(callWith({ id: 'call-2', state: 'ended' }));
    await expect
      .poll(() => icon.setToolTip.mock.lastCall?.[0] as string)
      .toBe('Cordboard: live calls 1, need a look 1');
  });

  it('mutes the alerts and shows whether they are mute, also when a window says so', () => {
    const icon = {
      setToolTip: vi.fn(),
      setMenu: vi.fn<(menu: MenuItemConstructorOptions[]) => void>(),
    };
    const language = { current: 'en', onChanged: vi.fn() } as const;
    const alertSound = createAlertSound();
    const told = vi.fn();
    alertSound.onChanged(told);
    const control = new FakeCallControl();
    showInTray({ control, icon, language, alertSound, open: vi.fn(), quit: vi.fn() });
    const item = () => icon.setMenu.mock.lastCall?.[0].find(({ type }) => type === 'checkbox');
    expect(item()).toMatchObject({ label: 'Mute alerts', checked: false });
    // Electron tells what was clicked, which nobody reads.
    (item()?.click as (() => void) | undefined)?.();
    expect(item()).toMatchObject({ checked: true });
    alertSound.mute(false);
    alertSound.mute(false);
    expect(item()).toMatchObject({ checked: false });
    expect(told.mock.calls).toEqual([[true], [false]]);
  });

  it.each([
    ['never', true, 3, false],
    ['calls', true, 3, true],
    ['calls', true, 0, false],
    ['always', true, 0, true],
    ['always', false, 3, false],
  ] as const)('keeps the program (%s, tray %s, calls %d): %s', (keep, isThere, calls, stays) => {
    expect(staysInTray(keep, isThere, calls)).toBe(stays);
  });
});

describe('the start at login', () => {
  const setLoginItemSettings = vi.fn();
  const parts = { app: { setLoginItemSettings }, command: ['/opt/My "App" 5%/cordboard'] };

  it('is a file of the desktop on Linux, and gone when it is switched off', async () => {
    const linux = { ...parts, platform: 'linux', configDir: folder } as const;
    const file = join(folder, 'autostart', 'cordboard.desktop');
    expect(await setAutostart(linux, true)).toEqual(done);
    expect(await readFile(file, 'utf8')).toContain(
      String.raw`Exec="/opt/My \\"App\\" 5%%/cordboard"`,
    );
    expect(await setAutostart(linux, false)).toEqual(done);
    expect(await setAutostart(linux, false)).toEqual(done);
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });

  it('is asked of the system elsewhere', async () => {
    await setAutostart({ ...parts, platform: 'darwin', configDir: folder }, true);
    expect(setLoginItemSettings).toHaveBeenCalledWith({ openAtLogin: true });
  });
});

describe('the theme', () => {
  it('is that of the last time before a window opens', async () => {
    const native = { themeSource: 'system' as const };
    const setTheme = await followTheme(native, folder);
    setTheme('dark');
    expect(native.themeSource).toBe('dark');
    await expect
      .poll(() => readFile(join(folder, 'theme.json'), 'utf8').catch(() => ''))
      .toContain('dark');
    const next: { themeSource: 'system' | 'light' | 'dark' } = { themeSource: 'system' };
    await followTheme(next, folder);
    expect(next.themeSource).toBe('dark');
  });
});
