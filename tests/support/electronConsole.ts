/** The real program in a real Electron. Needs the built program in out/ and a display. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { ensureElectron } from '#build/lib/electronRuntime';

const ROOT = path.resolve(import.meta.dirname, '../..');
const LAUNCH_LIMIT_MS = 15_000;
const LAUNCH_TRIES = 3;

type LaunchOptions = NonNullable<Parameters<typeof _electron.launch>[0]>;

/** A running program and its window. */
export type LaunchedConsole = {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly dataDir: string;
  /** What the program wrote to its standard output and error so far. */
  output(): string;
  /** Ends the program as SIGTERM does and waits until it is gone; resolves with its exit code. */
  close(): Promise<number | null>;
};

/** How a console is started. */
export type ConsoleOptions = {
  /** Settings; nothing of the tester's own environment counts but what a program needs to run. */
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** As somebody finds it who has decided nothing yet; otherwise the demo was asked for. */
  readonly firstRun?: boolean;
  readonly colorScheme?: 'light' | 'dark' | undefined;
  /** Program to start instead of the one built from source: an unpacked package. */
  readonly executable?: string | undefined;
};

/** Starts the program in a new data folder and waits for its window. */
export async function launchConsole(options: ConsoleOptions = {}): Promise<LaunchedConsole> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'cordboard-window-'));
  let output = '';
  const app = await launchElectron({
    executable: options.executable,
    args: [...(options.executable === undefined ? [ROOT] : []), ...(options.args ?? [])],
    env: {
      CORDBOARD_DATA_DIR: dataDir,
      API_PORT: '0',
      ...(options.firstRun === true || isSetUp(options.env) ? {} : { DEMO_MODE: 'true' }),
      ...options.env,
    },
    colorScheme: options.colorScheme,
  });
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const page = await app.firstWindow();
  return {
    app,
    page,
    dataDir,
    output: () => output,
    close: async () => {
      const child = app.process();
      const ended = new Promise<number | null>((resolve) => {
        if (child.exitCode !== null) {
          resolve(child.exitCode);
        }
        child.once('exit', resolve);
      });
      child.kill('SIGTERM');
      const code = await ended;
      await rm(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}

/**
 * Starts Electron with a program, which is the first of the arguments unless it is the executable.
 * No graphics card draws for it.
 */
export async function launchElectron(
  options: Pick<ConsoleOptions, 'executable' | 'args' | 'env' | 'colorScheme'>,
): Promise<ElectronApplication> {
  const asRoot = process.getuid?.() === 0;
  const [program, ...args] = options.args ?? [];
  return await launch({
    executablePath: options.executable ?? (await ensureElectron()).path,
    cwd: ROOT,
    args: [
      ...(program === undefined ? [] : [program]),
      ...(asRoot ? ['--no-sandbox'] : []),
      '--disable-gpu',
      ...args,
    ],
    env: {
      ...keep(['PATH', 'HOME', 'DISPLAY', 'XAUTHORITY', 'TMPDIR']),
      // The tests read English, whatever the tester's desktop speaks.
      LANG: 'en_US.UTF-8',
      ...options.env,
    },
    colorScheme: options.colorScheme ?? 'light',
    timeout: LAUNCH_LIMIT_MS,
  });
}

/**
 * Playwright attaches to a program that already runs, and on a busy machine sometimes misses its
 * start and waits for ever; the program itself has started then. It ends what it could not attach
 * to, so it can simply be tried again.
 */
async function launch(options: LaunchOptions): Promise<ElectronApplication> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await _electron.launch(options);
    } catch (error) {
      if (attempt === LAUNCH_TRIES || !String(error).includes('Timeout')) {
        throw error;
      }
    }
  }
}

function isSetUp(env: ConsoleOptions['env'] = {}): boolean {
  return 'ARI_PASSWORD' in env || 'GOOGLE_API_KEY' in env;
}

function keep(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
