import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeAppRun } from '#support/appRun';
import { makeSpeech } from '#support/audio/speech';
import { type StandInGemini, startStandInGemini } from '#support/gemini/standInGemini';
import { createPhone, type SipPhone } from '#support/phone/sipPhone';
import {
  type ConsoleWindow,
  openConsole,
  requestIn,
  untilConnected,
} from '../../stage/consoleWindow';
import { openStage, QUESTION, type Stage, stageSettings } from '../../stage/harness';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../../../..');
const UNPACKED = path.join(ROOT, 'dist/linux-unpacked');
const PROGRAM = path.join(UNPACKED, 'cordboard');

/** A program that starts has said so by then, ms. */
const STARTED_MS = 3_000;

/** Values of a fuse in the wire: the characters 0 and 1 (Electron docs, "Electron Fuses"). */
const OFF = 48;
const ON = 49;

let gemini: StandInGemini | null = null;
let stage: Stage | null = null;
let phone: SipPhone | null = null;
let window: ConsoleWindow | null = null;

/** Starts the packed program without a driver, which would miss its first words. */
async function startAlone(file: string, args: readonly string[]) {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'cordboard-packed-'));
  const child = spawn(file, [...args, '--disable-gpu'], {
    env: { ...process.env, CORDBOARD_DATA_DIR: dataDir, API_PORT: '0' },
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const ended = once(child, 'exit');
  return {
    said: () => said,
    end: async () => {
      process.kill(-(child.pid ?? Number.NaN), 'SIGKILL');
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

beforeAll(async () => {
  // The one difference to a release: the inspector may be switched on, or nobody could drive the
  // packed program.
  await run(process.execPath, ['build/dist.mjs'], {
    cwd: ROOT,
    env: { ...process.env, CORDBOARD_INSPECTABLE: '1' },
  });
});

afterAll(async () => {
  await phone?.stop();
  await window?.close();
  await stage?.stop();
  await gemini?.close();
});

describe('the packed program', () => {
  it('starts and takes a real call', async () => {
    gemini = await startStandInGemini();
    stage = await openStage();
    window = await openConsole({ executable: PROGRAM, env: stageSettings(stage, gemini) });
    expect(await window.app.evaluate(({ app }) => app.isPackaged)).toBe(true);
    await untilConnected(window.page);
    phone = await createPhone(stage.lab, {
      user: 'phone-ana',
      voiceWav: await makeSpeech(QUESTION),
    });
    await phone.call('1000');
    await window.page
      .getByText(/This is answer number 1/)
      .first()
      .waitFor();
  });

  it('keeps its record of calls, with worker and native part inside or outside of the archive', async () => {
    expect(await requestIn(window, 'history:health', null)).toMatchObject({
      ok: true,
      value: { state: 'ready' },
    });
  });

  it('finds speech with its own model, and holds no part for another system', async () => {
    expect(await requestIn(window, 'app:snapshot', null)).toMatchObject({
      ok: true,
      value: { health: { vad: { state: 'ready', version: 'silero' } } },
    });
    const runtimes = path.join(
      UNPACKED,
      'resources/app.asar.unpacked/node_modules/onnxruntime-node/bin/napi-v6',
    );
    expect(await readdir(runtimes)).toEqual([process.platform]);
    expect(await readdir(path.join(runtimes, process.platform))).toEqual([process.arch]);
  });

  it('says on its error output and in its log when it runs without the sandbox', async () => {
    const program = await startAlone(PROGRAM, ['--no-sandbox']);
    try {
      await expect
        .poll(() => program.said().match(/RUNNING WITHOUT THE SANDBOX/g), { timeout: 20_000 })
        .toHaveLength(2);
    } finally {
      await program.end();
    }
  });

  it('says what to do instead of starting as an AppImage that takes the sandbox away', async () => {
    const appRun = await writeAppRun(UNPACKED, 'forbidden');
    const program = await startAlone(appRun.script, []);
    try {
      await expect
        .poll(() => program.said(), { timeout: 20_000 })
        .toContain('does not start without the sandbox');
      expect(program.said()).toContain("Install Cordboard's Debian package instead.");
      await sleep(STARTED_MS);
      expect(program.said()).not.toContain('Cordboard starts');
    } finally {
      await program.end();
      await appRun.remove();
    }
  });

  it('carries neither sources nor tests nor settings', async () => {
    const asar = path.join(ROOT, 'node_modules/@electron/asar/bin/asar.js');
    const { stdout } = await run(
      process.execPath,
      [asar, 'list', path.join(UNPACKED, 'resources/app.asar')],
      { maxBuffer: 64e6 },
    );
    const files = stdout.split('\n');
    expect(files).toContain('/out/main/main.js');
    expect(files).toContain('/out/preload/preload.cjs');
    expect(files.filter((file) => /^\/(src-main|electron|renderer|tests)\//.test(file))).toEqual(
      [],
    );
    expect(files.filter((file) => /\.map$|\/\.env/.test(file))).toEqual([]);
  });

  it('brings what a plugin author needs', async () => {
    expect((await readdir(path.join(UNPACKED, 'resources/examples'))).toSorted()).toEqual([
      'plugin-api.d.ts',
      'shopAssistant.mjs',
    ]);
  });

  it('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(PROGRAM);
    expect(wire[FuseV1Options.RunAsNode]).toBe(OFF);
    expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(OFF);
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(ON);
    expect(wire[FuseV1Options.EnableCookieEncryption]).toBe(ON);
    expect(wire[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(OFF);
  });

  it('comes as a Debian package that names what it needs', async () => {
    const deb = (await readdir(path.join(ROOT, 'dist'))).find((name) => name.endsWith('.deb'));
    expect(deb).toBeDefined();
    const file = path.join(ROOT, 'dist', deb ?? '');
    const { stdout: about } = await run('dpkg-deb', ['--info', file]);
    expect(about).toMatch(/Package: cordboard/);
    expect(about).toMatch(/Depends: .*libgtk-3-0/);
    const { stdout: contents } = await run('dpkg-deb', ['--contents', file], { maxBuffer: 16e6 });
    expect(contents).toMatch(/usr\/bin\/cordboard/);
    expect(contents).toMatch(/-rwsr-xr-x.*chrome-sandbox/);
    expect(contents).toMatch(/applications\/cordboard\.desktop/);
  });
});
