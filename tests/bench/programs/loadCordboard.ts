/**
 * Cordboard as a process that many calls come to: the whole program as it is by default, and what a
 * window reads of it, if there is to be one.
 */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { serialize } from 'node:v8';
import { growHeapFreely, shareBuffers } from '#main/program/heap';
import { goFirst } from '#main/program/priority';
import { createProgram, type Program } from '#main/program/program';
import type { ProgramFiles } from '#main/program/programFiles';
import { COMPONENT_NAMES } from '#model/health';
import { LEVEL_BATCH_MS } from '#model/levels';
import { SILERO_MODEL } from '#support/vad/sileroModel';
import { bundleOf } from '../childProgram';
import { summarise, type Summary } from '../statistics';
import { serveParent } from './parentLink';
import { type ProcessFigures, watchProcess } from './processWatch';
import { SocketProbe } from './socketProbe';

/** How Cordboard is started. */
export type LoadStart = {
  readonly env: Readonly<Record<string, string>>;
  /** Folder for everything it stores. */
  readonly dataDir: string;
  /** A window looks at it; `serve` has none. */
  readonly isWatched: boolean;
};

/** What one measurement found. */
export type LoadFigures = ProcessFigures & {
  readonly liveCalls: number;
  /** Delays, ms. */
  readonly uplink: Summary;
  readonly downlink: Summary;
  readonly framesLost: number;
  /** Pieces of audio that the voice detection had no time for. */
  readonly vadDroppedHops: number;
  readonly notices: readonly string[];
  /** Parts of the program that are not ready. */
  readonly notReady: readonly string[];
  /** Warnings and errors of its log. */
  readonly warnings: readonly string[];
};

/** Longest wait for what the program is to reach, ms. */
const LIMIT_MS = 60_000;
const WARNING = /"level":"(?:warn|error|fatal)"/;

const probe = new SocketProbe();
probe.install();
const warnings: string[] = [];
let program: Program | null = null;

serveParent(
  {
    start: async (settings: LoadStart) => {
      shareBuffers();
      program = await startProgram(settings);
      await until(({ health }) => health.asterisk.state === 'ready');
      if (settings.isWatched) {
        showToWindow(program);
      } else {
        growHeapFreely();
      }
    },
    /** Resolves once so many calls are live. */
    live: (wanted: number) => until(() => liveCalls() >= wanted),
    measure: (durationMs: number) => measure(durationMs),
  },
  async () => {
    await program?.stop();
  },
);

async function startProgram({ env, dataDir }: Omit<LoadStart, 'isWatched'>): Promise<Program> {
  const created = await createProgram({
    env: { API_PORT: '0', ...env },
    envFile: path.join(dataDir, '.env'),
    dataDir,
    files: bundledFiles(),
    version: '0.0.0-bench',
    logOutput: {
      write: (line) => {
        if (WARNING.test(line)) {
          warnings.push(line);
        }
      },
    },
  });
  if (!created.ok) {
    throw new Error(created.error.message);
  }
  await created.value.start();
  goFirst(created.value.log);
  return created.value;
}

/** The scripts of the threads, which are bundled beside this program. */
function bundledFiles(): ProgramFiles {
  const script = (name: string): URL => pathToFileURL(bundleOf(name));
  return {
    historyWorker: script('historyWorker'),
    pluginWorker: script('pluginWorker'),
    silero: { workerUrl: script('sileroWorker'), modelFile: SILERO_MODEL },
  };
}

function running(): Program {
  if (program === null) {
    throw new Error('not started');
  }
  return program;
}

async function until(satisfied: (program: Program) => boolean): Promise<void> {
  const deadlineMs = performance.now() + LIMIT_MS;
  while (!satisfied(running())) {
    if (performance.now() > deadlineMs) {
      throw new Error(`never so: ${JSON.stringify(running().health)} ${warnings.join('')}`);
    }
    await sleep(50);
  }
}

function liveCalls(): number {
  return running()
    .control.snapshot()
    .calls.filter(({ state }) => state === 'live').length;
}

/** What the way to the window costs this process: it copies each batch, and each of levels. */
function showToWindow({ desk }: Program): void {
  desk.follow((batch) => {
    serialize(batch);
  });
  const levels = desk.as({ kind: 'window', name: 'bench' }).calls.followLevels(
    {
      onBatch: (batch) => {
        serialize(batch);
        levels.taken();
      },
    },
    LEVEL_BATCH_MS,
  );
}

async function measure(durationMs: number): Promise<LoadFigures> {
  probe.uplink.clear();
  probe.downlink.clear();
  const droppedBefore = running().load.vadDroppedHops;
  const ended = watchProcess();
  await sleep(durationMs);
  const figures = ended();
  const { calls, health } = running().control.snapshot();
  return {
    ...figures,
    liveCalls: liveCalls(),
    uplink: summarise(probe.uplink.values),
    downlink: summarise(probe.downlink.values),
    framesLost: calls.reduce((sum, { metrics }) => sum + metrics.framesLost, 0),
    vadDroppedHops: running().load.vadDroppedHops - droppedBefore,
    notices: calls.flatMap(({ notices }) => notices.map(({ phrase }) => phrase.code)),
    notReady: COMPONENT_NAMES.filter((name) => !['ready', 'off'].includes(health[name].state)),
    warnings,
  };
}
