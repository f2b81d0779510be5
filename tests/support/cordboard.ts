/**
 * Cordboard's pipeline for tests, without Electron: real settings, real sockets.
 *
 *   const cordboard = await startCordboard({ ARI_BASE_URL: ..., ARI_PASSWORD: ..., GOOGLE_API_KEY: 'TEST_KEY' });
 *   await cordboard.until((snapshot) => snapshot.calls.length === 1);
 *   await cordboard.stop();
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ProfileStore } from '#main/config/profiles/profileStore';
import { SettingsStore } from '#main/config/settings/settingsStore';
import { createLog } from '#main/observability/log';
import { createPipeline, type Pipeline, type PipelineTimes } from '#main/program/pipeline';
import type { HistoryStore } from '#main/store/historyStore';
import type { ConsoleSnapshot } from '#model/events';
import { pluginWorker } from './plugins/pluginWorker';
import { sileroFiles } from './vad/sileroFiles';

/** A running pipeline with its own data folder. */
export type TestCordboard = {
  readonly pipeline: Pipeline;
  readonly settings: SettingsStore;
  readonly profiles: ProfileStore;
  readonly dataDir: string;
  /** Everything logged so far, one JSON object a line. */
  log(): string;
  /** Resolves with the first snapshot that satisfies; rejects with the last one after `timeoutMs` (default 10 s). */
  until(
    satisfied: (snapshot: ConsoleSnapshot) => boolean,
    timeoutMs?: number,
  ): Promise<ConsoleSnapshot>;
  stop(): Promise<void>;
};

/** What a test may want beside settings and times. */
export type KeptParts = {
  /** A data folder that stays. */
  readonly dataDir?: string;
  /** The record of calls; none is kept without it. */
  readonly history?: HistoryStore;
  /** Which lines of the log are kept, where all of them would be too many. */
  readonly keepsLine?: (line: string) => boolean;
};

/** Starts the pipeline with these settings as its environment, and nothing else; `times` shortens waits. */
export async function startCordboard(
  env: Readonly<Record<string, string>>,
  times: PipelineTimes = {},
  kept: KeptParts = {},
): Promise<TestCordboard> {
  const dataDir = kept.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'cordboard-test-')));
  const settings = await SettingsStore.load({
    env,
    envFilePath: path.join(dataDir, '.env'),
    savedFilePath: path.join(dataDir, 'settings.json'),
  });
  const profiles = await ProfileStore.load(path.join(dataDir, 'profiles.json'));
  let logged = '';
  const log = createLog({
    level: 'DEBUG',
    file: '',
    name: 'test',
    secrets: () => settings.secrets,
    human: false,
    stdout: {
      write: (line) => {
        logged += kept.keepsLine?.(line) === false ? '' : line;
      },
    },
  });
  const pipeline = createPipeline({
    settings,
    profiles,
    log,
    version: '0.0.0-test',
    dataDir,
    times,
    history: kept.history ?? null,
    silero: await sileroFiles(),
    pluginWorker: await pluginWorker(),
  });
  await pipeline.start();
  return {
    pipeline,
    settings,
    profiles,
    dataDir,
    log: () => logged,
    until: (satisfied, timeoutMs = 10_000) => waitUntil(pipeline, satisfied, timeoutMs),
    stop: async () => {
      await pipeline.stop();
      await log.close();
      if (kept.dataDir === undefined) {
        await rm(dataDir, { recursive: true, force: true });
      }
    },
  };
}

function waitUntil(
  pipeline: Pipeline,
  satisfied: (snapshot: ConsoleSnapshot) => boolean,
  timeoutMs: number,
): Promise<ConsoleSnapshot> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      const snapshot = pipeline.control.snapshot();
      if (!satisfied(snapshot)) {
        return;
      }
      finish();
      resolve(snapshot);
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error(`never satisfied: ${JSON.stringify(pipeline.control.snapshot(), null, 1)}`));
    }, timeoutMs);
    const unfollow = pipeline.control.onBatch(() => {
      // Not from within the batch: a snapshot flushes the next one.
      setImmediate(check);
    });
    const finish = (): void => {
      clearTimeout(timer);
      unfollow();
    };
    check();
  });
}
