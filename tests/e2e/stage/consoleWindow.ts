/**
 * The real program in a real Electron, driven by Playwright. Needs the built program in out/ and a
 * display.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Locator, Page } from 'playwright';
import { expect } from 'vitest';
import type { RequestInput, RequestName, RequestOutput, RequestResult } from '#contract/requests';
import { type ConsoleOptions, launchConsole, type LaunchedConsole } from '#support/electronConsole';
import { untilSettled } from './windowAudit';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** Folder for Playwright's traces of what a test did in each window. None are made without it. */
const TRACE_DIR = process.env['CORDBOARD_TRACE_DIR'];
const AXE = readFileSync(path.join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** A running console. */
export type ConsoleWindow = LaunchedConsole & {
  /** What axe finds against WCAG 2.2 A and AA, one text for each place. */
  axeViolations(): Promise<string[]>;
};

/** Starts the program and waits for its window. */
export async function openConsole(options: ConsoleOptions = {}): Promise<ConsoleWindow> {
  const launched = await launchConsole(options);
  const { app, page } = launched;
  const endTrace = await startTrace(app);
  await page.waitForSelector('[role="grid"], [role="dialog"], main');
  return {
    ...launched,
    axeViolations: () => runAxe(page),
    close: async () => {
      await endTrace();
      return launched.close();
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

/** The rows of the calls that are not over. */
export function liveRows({ page }: ConsoleWindow): Locator {
  return page.getByRole('grid', { name: 'Live calls' }).locator('[role="row"][data-ended="false"]');
}

/**
 * Waits until no call is live in the window, which learns a little later than Asterisk that one is
 * over: the next test takes the first that is not.
 */
export async function untilNoCall(window: ConsoleWindow): Promise<void> {
  await expect.poll(() => liveRows(window).count()).toBe(0);
}

/** What axe finds in a page, once no colour is half-way from one theme to the other. */
export async function runAxe(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    // By the debugger, not by a script element: the page's content policy stays as it is.
    await page.evaluate(AXE);
  }
  await untilSettled(page);
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
