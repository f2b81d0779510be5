/**
 * The window on the stand-in bridge (harness.ts), built and shown in Electron. Needs a display.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { build, preview } from 'vite';
import { SETTING_NAMES } from '#main/config/settings/definitions/definitions';
import {
  resolveSetting,
  type SettingTextsBySource,
  settingView,
} from '#main/config/settings/sources';
import type { SettingView } from '#model/settings';
import { launchElectron } from '../electronConsole';
import type { FakeBridge } from './fakeBridge';

const HOST = path.join(import.meta.dirname, 'harnessHost.mjs');
const CONFIG = path.join(import.meta.dirname, 'vite.config.ts');

/** What is to come has come by then, ms. */
const PATIENCE_MS = 10_000;

/** A microphone that hums, for which nobody is asked. */
const FAKE_DEVICES = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];

export type HarnessWindow = {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Loads the window anew, in a scene (see harness.ts): `busy`, or `busy&still`. */
  show(scene: string): Promise<void>;
  /** Carries a command of the window out, as from the native menu. */
  readonly command: (id: string) => Promise<void>;
  close(): Promise<void>;
};

/** What is on the page for harness.ts, and from it. */
export type Installed = {
  readonly fakeBridge: FakeBridge;
  readonly harnessSettings: readonly SettingView[];
};

/** What somebody has set, and where. */
const SET: SettingTextsBySource = {
  environment: { GOOGLE_API_KEY: 'TEST_KEY_0123456789_4f2a' },
  'env-file': { VAD_ENERGY_THRESHOLD: 'loud' },
  saved: { ARI_USERNAME: 'cordboard', ARI_PASSWORD: 'secret', GEMINI_VOICE: 'Kore' },
};

const SETTINGS: readonly SettingView[] = SETTING_NAMES.map((name) =>
  settingView(name, resolveSetting(name, SET)),
);

/** Vite builds React's own checks in wherever Node says `test`, as vitest has it. */
async function asReleased(work: () => Promise<unknown>): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await work();
  } finally {
    // Where nothing was said, a build leaves `production` behind anyway.
    process.env['NODE_ENV'] = before ?? 'production';
  }
}

/** Builds the window and opens it in a scene. */
export async function openHarness(scene: string): Promise<HarnessWindow> {
  // Another harness may be open at the same time.
  const outDir = await mkdtemp(path.join(tmpdir(), 'cordboard-harness-'));
  const built = { configFile: CONFIG, logLevel: 'error', build: { outDir } } as const;
  await asReleased(() => build(built));
  const server = await preview({ ...built, preview: { host: '127.0.0.1', port: 0 } });
  const { port } = server.httpServer.address() as AddressInfo;
  const addressOf = (name: string): string => `http://127.0.0.1:${port}/harness.html?scene=${name}`;
  const app = await launchElectron({ args: [HOST, ...FAKE_DEVICES] });
  const page = await app.firstWindow();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.addInitScript((settings) => {
    Object.assign(globalThis, { harnessSettings: settings });
  }, SETTINGS);
  await page.goto(addressOf(scene));
  return {
    app,
    page,
    show: async (name) => {
      await page.goto(addressOf(name));
    },
    command: (id) =>
      page.evaluate((name) => {
        const { fakeBridge } = globalThis as unknown as Pick<Installed, 'fakeBridge'>;
        fakeBridge.chooseCommand(name);
      }, id),
    close: async () => {
      await app.close();
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
