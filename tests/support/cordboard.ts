/**
 * Cordboard for tests, without a window: the whole program, with real settings and real sockets.
 *
 *   const cordboard = await startCordboard({ ARI_BASE_URL: ..., GOOGLE_API_KEY: 'KEY', ... });
 *   await cordboard.until((snapshot) => snapshot.calls.length === 1);
 *   await cordboard.stop();
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ProfileStore } from '#main/config/profiles/profileStore';
import type { SettingsStore } from '#main/config/settings/settingsStore';
import type { PipelineTimes } from '#main/program/pipeline';
import { createProgram, type Program } from '#main/program/program';
import type { ConsoleSnapshot } from '#model/events';
import { programFiles } from './programFiles';

/** A running program with its own data folder. */
export type TestCordboard = {
  readonly pipeline: Program;
  readonly settings: SettingsStore;
  readonly profiles: ProfileStore;
  readonly dataDir: string;
  /** Everything logged so far, one JSON object a line. */
  log(): string;
  /**
   * Resolves with the first snapshot that satisfies; rejects with the last one after `timeoutMs`
   * (default 10 s).
   */
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
  /** Chooses the log lines that are kept, where all of them would be too many. */
  readonly keepsLine?: (line: string) => boolean;
};

/**
 * Starts the program with these settings as its environment; `times` shortens waits. The HTTP API
 * takes any free port.
 */
export async function startCordboard(
  env: Readonly<Record<string, string>>,
  times: PipelineTimes = {},
  kept: KeptParts = {},
): Promise<TestCordboard> {
  const dataDir = kept.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'cordboard-test-')));
  let logged = '';
  const created = await createProgram({
    env: { API_PORT: '0', LOG_LEVEL: 'DEBUG', ...env },
    envFile: path.join(dataDir, '.env'),
    dataDir,
    files: await programFiles(),
    version: '0.0.0-test',
    logOutput: {
      write: (line) => {
        logged += kept.keepsLine?.(line) === false ? '' : line;
      },
    },
    times,
  });
  if (!created.ok) {
    throw new Error(created.error.message);
  }
  const program = created.value;
  await program.start();
  return {
    pipeline: program,
    settings: program.settings,
    profiles: program.profiles,
    dataDir,
    log: () => logged,
    until: (satisfied, timeoutMs = 10_000) => waitUntil(program, satisfied, timeoutMs),
    stop: async () => {
      await program.stop();
      if (kept.dataDir === undefined) {
        await rm(dataDir, { recursive: true, force: true });
      }
    },
  };
}

function waitUntil(
  { control }: Program,
  satisfied: (snapshot: ConsoleSnapshot) => boolean,
  timeoutMs: number,
): Promise<ConsoleSnapshot> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      const snapshot = control.snapshot();
      if (!satisfied(snapshot)) {
        return;
      }
      finish();
      resolve(snapshot);
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error(`never satisfied: ${JSON.stringify(control.snapshot(), null, 1)}`));
    }, timeoutMs);
    const unfollow = control.onBatch(() => {
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
