/** The measured program in its two ways: with its window, and without one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { launchConsole } from '#support/electronConsole';
import { bundleOf, ChildProgram } from '../childProgram';
import { type BenchProbe, type CpuProfile, installProbe, type ProbeFigures } from './probe';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** A running program, as a benchmark sees it. */
export type Target = {
  /** Its main process. */
  readonly pid: number;
  /** Its window; null without one. */
  readonly page: Page | null;
  stop(): Promise<void>;
} & RemoteProbe;

/** The probe, from another process. */
type RemoteProbe = {
  readonly [Name in keyof BenchProbe]: () => Promise<Awaited<ReturnType<BenchProbe[Name]>>>;
};

/**
 * Which way the program runs; `busy-window`: with somebody who works in its window all the time.
 */
export type Way = 'program' | 'busy-window' | 'serve';

/** Starts it with these settings; everything that is not named there is at its default. */
export function startTarget(way: Way, env: Readonly<Record<string, string>>): Promise<Target> {
  return way === 'serve' ? startServe(env) : startInElectron(env);
}

/** With its window, and with Electron's own modules within reach. */
export async function startInElectron(
  env: Readonly<Record<string, string>>,
): Promise<Target & { readonly app: ElectronApplication; readonly page: Page }> {
  const console = await launchConsole({ env });
  const { app, page } = console;
  await app.evaluate(installProbe);
  const ask = (name: keyof BenchProbe): Promise<unknown> =>
    app.evaluate((_electron, method): unknown => {
      const probe = Reflect.get(globalThis, 'benchProbe') as BenchProbe;
      return probe[method]();
    }, name);
  return {
    pid: app.process().pid ?? 0,
    app,
    page,
    ...askedBy(ask),
    stop: async () => {
      await console.close();
    },
  };
}

async function startServe(env: Readonly<Record<string, string>>): Promise<Target> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'cordboard-serve-'));
  const { PATH = '', HOME = '' } = process.env;
  const program = await ChildProgram.start('serve', null, null, {
    file: path.join(ROOT, 'out/main/serve.js'),
    args: ['--data', dataDir],
    execArgv: ['--import', bundleOf('serveProbe')],
    env: { PATH, HOME, API_PORT: '0', ...env },
    cwd: dataDir,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    pid: program.pid,
    page: null,
    ...askedBy((name) => program.request(name)),
    stop: async () => {
      await program.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function askedBy(ask: (name: keyof BenchProbe) => Promise<unknown>): RemoteProbe {
  return {
    begin: async () => {
      await ask('begin');
    },
    end: async () => (await ask('end')) as ProbeFigures,
    workers: async () => (await ask('workers')) as Readonly<Record<number, string>>,
    startProfile: async () => {
      await ask('startProfile');
    },
    stopProfile: async () => (await ask('stopProfile')) as CpuProfile,
  };
}
