import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLog } from '#main/observability/log';
import { builtFiles } from '#main/program/programFiles';
import type { ConsoleSnapshot } from '#model/events';
import { parseArguments } from '#shell/arguments';
import { takeScreenshot } from '#shell/screenshot';
import { shellPaths } from '#shell/shellPaths';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-start-'));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

describe('parseArguments', () => {
  it.each([
    [['electron', '.'], null],
    [['electron', '.', '--screenshot', '/a b.png'], '/a b.png'],
    [['electron', '.', '--screenshot=/a=b.png'], '/a=b.png'],
    [['electron', '.', '--screenshot'], null],
    [['electron', '.', '--screenshot='], null],
    [['electron', '.', '--screenshot', '--no-sandbox'], null],
    [['electron', '.', '--screenshots', 'x'], null],
  ])('%j', (argv, screenshot) => {
    expect(parseArguments(argv)).toEqual({ screenshot });
  });
});

describe('shellPaths', () => {
  function app(appPath: string, isPackaged: boolean) {
    return { getAppPath: () => appPath, getPath: () => join(folder, 'appdata'), isPackaged };
  }

  it('finds the files from the folder of the program, or from a script in it', async () => {
    await writeFile(join(folder, 'package.json'), '{}');
    await mkdir(join(folder, 'out', 'main'), { recursive: true });
    for (const start of [folder, join(folder, 'out', 'main')]) {
      expect(shellPaths(app(start, false), {})).toEqual({
        dataDir: join(folder, 'appdata', 'Cordboard'),
        envFile: join(folder, '.env'),
        rendererRoot: join(folder, 'out', 'renderer'),
        preload: join(folder, 'out', 'preload', 'preload.cjs'),
        licences: join(folder, 'out', 'licences.json'),
        docs: join(folder, 'docs'),
        icon: join(folder, 'build', 'icon.png'),
        program: builtFiles(join(folder, 'out', 'main')),
      });
    }
  });

  it('looks for .env of an installed program beside its data, and moves the data where it says', async () => {
    const usual = join(folder, 'appdata', 'Cordboard');
    await mkdir(usual, { recursive: true });
    await writeFile(join(usual, '.env'), `CORDBOARD_DATA_DIR=${join(folder, 'moved')}\n`);
    expect(shellPaths(app(folder, true), {})).toMatchObject({
      dataDir: join(folder, 'moved'),
      envFile: join(usual, '.env'),
    });
    expect(shellPaths(app(folder, true), { CORDBOARD_DATA_DIR: '/elsewhere' }).dataDir).toBe(
      '/elsewhere',
    );
  });
});

describe('takeScreenshot', () => {
  function snapshotWith(state: 'live' | 'ringing'): ConsoleSnapshot {
    return { calls: [{ state }] } as unknown as ConsoleSnapshot;
  }

  it('waits for a live call and a moment more', async () => {
    vi.useFakeTimers();
    const file = join(folder, 'x.png');
    let state: 'live' | 'ringing' = 'ringing';
    let captured = 0;
    let loaded = false;
    const taken = takeScreenshot({
      file,
      isLoaded: () => loaded,
      control: { snapshot: () => snapshotWith(state) },
      capture: () => {
        captured = Date.now();
        return Promise.resolve(Buffer.from('png'));
      },
      log: silentLog,
    });
    const began = Date.now();
    state = 'live';
    await vi.advanceTimersByTimeAsync(1_000);
    state = 'ringing';
    loaded = true;
    await vi.advanceTimersByTimeAsync(2_000);
    state = 'live';
    await vi.advanceTimersByTimeAsync(2_000);
    await taken;
    expect(captured - began).toBeGreaterThanOrEqual(4_500);
    expect(captured - began).toBeLessThanOrEqual(4_900);
    expect(await readFile(file, 'utf8')).toBe('png');
  });

  it('takes one without a call after 20 s, and survives a file that cannot be written', async () => {
    vi.useFakeTimers();
    const errors: string[] = [];
    const capture = vi.fn(() => Promise.resolve(Buffer.from('png')));
    const taken = takeScreenshot({
      file: join(folder, 'none', 'x.png'),
      isLoaded: () => true,
      control: { snapshot: () => snapshotWith('ringing') },
      capture,
      log: { ...silentLog, error: (_fields, message) => errors.push(message) },
    });
    await vi.advanceTimersByTimeAsync(21_400);
    expect(capture).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(300);
    await taken;
    expect(capture).toHaveBeenCalledOnce();
    expect(errors).toEqual(['screenshot could not be written']);
  });
});
