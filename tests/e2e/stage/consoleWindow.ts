/**
 * The real program in a real Electron, driven by Playwright. Needs the built program in out/ and a
 * display.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { expect } from 'vitest';
import { ensureElectron } from '#build/lib/electronRuntime';
import type { RequestInput, RequestName, RequestOutput, RequestResult } from '#contract/requests';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** Folder for Playwright's traces of what a test did in each window. None are made without it. */
const TRACE_DIR = process.env['CORDBOARD_TRACE_DIR'];
const LAUNCH_LIMIT_MS = 15_000;
const LAUNCH_TRIES = 3;
const AXE = readFileSync(path.join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');

type LaunchOptions = NonNullable<Parameters<typeof _electron.launch>[0]>;

/** A running console. */
export type ConsoleWindow = {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly dataDir: string;
  /** What the program wrote to its standard output and error so far. */
  output(): string;
  /** What axe finds against WCAG 2.2 A and AA, one text for each place. */
  axeViolations(): Promise<string[]>;
  /** Ends the program as SIGTERM does and waits until it is gone; resolves with its exit code. */
  close(): Promise<number | null>;
};

/** How a console is started. */
export type ConsoleWindowOptions = {
  /** Settings; nothing of the tester's own environment counts but what a program needs to run. */
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly colorScheme?: 'light' | 'dark';
  /** Program to start instead of the one built from source: an unpacked package. */
  readonly executable?: string;
};

/** Starts the program and waits for its window. */
export async function openConsole(options: ConsoleWindowOptions = {}): Promise<ConsoleWindow> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'cordboard-window-'));
  const runtime = options.executable ?? (await ensureElectron()).path;
  const asRoot = process.getuid?.() === 0;
  let output = '';
  const app = await launch({
    executablePath: runtime,
    cwd: ROOT,
    args: [
      ...(options.executable === undefined ? [ROOT] : []),
      ...(asRoot ? ['--no-sandbox'] : []),
      '--disable-gpu',
      ...(options.args ?? []),
    ],
    env: {
      ...keep(['PATH', 'HOME', 'DISPLAY', 'XAUTHORITY', 'LANG', 'TMPDIR']),
      CORDBOARD_DATA_DIR: dataDir,
      API_PORT: '0',
      ...options.env,
    },
    colorScheme: options.colorScheme ?? 'light',
    timeout: LAUNCH_LIMIT_MS,
  });
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const page = await app.firstWindow();
  const endTrace = await startTrace(app);
  await page.waitForSelector('[role="grid"], [role="dialog"], main');
  return {
    app,
    page,
    dataDir,
    output: () => output,
    axeViolations: () => runAxe(page),
    close: async () => {
      const child = app.process();
      const ended = new Promise<number | null>((resolve) => {
        if (child.exitCode !== null) {
          resolve(child.exitCode);
        }
        child.once('exit', resolve);
      });
      await endTrace();
      child.kill('SIGTERM');
      const code = await ended;
      await rm(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}

/** Gives what ends the trace; a program that is gone by then leaves none. */
async function startTrace(app: ElectronApplication): Promise<() => Promise<void>> {
  if (TRACE_DIR === undefined) {
    return async () => {};
  }
  const { tracing } = app.context();
  await tracing.start({ screenshots: true, snapshots: true });
  const test = path.basename(expect.getState().testPath ?? 'window', '.test.ts');
  const file = path.join(TRACE_DIR, `${test}-${Date.now()}.zip`);
  return () => tracing.stop({ path: file }).catch(() => undefined);
}

/** Makes a request of the program as the page does. Throws when no window is open. */
export async function requestIn<Name extends RequestName>(
  window: ConsoleWindow | null,
  name: Name,
  input: RequestInput<Name>,
): Promise<RequestResult<RequestOutput<Name>>> {
  const answer = await window?.page.evaluate(
    (request) => {
      const { cordboard } = globalThis as unknown as {
        cordboard: { request(name: string, input: unknown): Promise<unknown> };
      };
      return cordboard.request(request.name, request.input);
    },
    { name, input },
  );
  if (answer === undefined) {
    throw new Error(`no answer to ${name}: no window is open`);
  }
  return answer as RequestResult<RequestOutput<Name>>;
}

/** Waits until the status bar says that Asterisk and Gemini are connected. */
export async function untilConnected(page: Page): Promise<void> {
  await page.getByText('connected', { exact: true }).nth(1).waitFor();
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

async function runAxe(page: Page): Promise<string[]> {
  // By the debugger, not by a script element: the page's content policy stays as it is.
  await page.evaluate(AXE);
  return await page.evaluate(async () => {
    type Finding = { id: string; nodes: { target: unknown; failureSummary: string }[] };
    type Axe = { run(options: unknown): Promise<{ violations: Finding[] }> };
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${String(node.target)}: ${node.failureSummary}`),
    );
  });
}

function keep(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
