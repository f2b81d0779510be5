import { ensureBuild } from './appBuild.mjs';
import { ensureDebianPackages, TEST_PACKAGES } from './debianPackages.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { startDisplay } from './display.mjs';
import { ensureElectron } from './electronRuntime.mjs';
import { fail, formatDuration, heading, info, SetupError } from './progress.mjs';
import { endGroupsWithUs } from './run.mjs';
import { ensureAsterisk } from './testAsterisk.mjs';
import { addUp, CHECKS, NOTHING, runCheck, runVitest } from './testSteps.mjs';

/** @typedef {import('./testSteps.mjs').Counts} Counts */

/** The steps in the order they run. */
const STEPS = ['typecheck', 'lint', 'format', 'layers', 'unit', 'build', 'integration', 'e2e'];

/**
 * @param {readonly string[]} args
 * @returns {{ steps: string[], vitestArguments: string[] }}
 */
function parseArguments(args) {
  const split = args.indexOf('--');
  const own = split === -1 ? args : args.slice(0, split);
  const vitestArguments = split === -1 ? [] : args.slice(split + 1);
  const only =
    own[0] === '--only' ? (own[1] ?? '').split(',') : own[0]?.split('--only=')[1]?.split(',');
  if (own.length > 0 && only === undefined) {
    throw new SetupError(`Unknown: ${own.join(' ')}. Use --only with some of ${STEPS.join(',')}`);
  }
  const unknown = (only ?? []).filter((name) => !STEPS.includes(name));
  if (unknown.length > 0) {
    throw new SetupError(
      `There is no step ${unknown.join(', ')}: the steps are ${STEPS.join(',')}`,
    );
  }
  return { steps: STEPS.filter((name) => only?.includes(name) ?? true), vitestArguments };
}

/**
 * Runs a part of the set-up or the build, which counts as a check.
 *
 * @param {string} title
 * @param {() => Promise<unknown>} work
 * @returns {Promise<Counts>}
 */
async function countWork(title, work) {
  try {
    await work();
    return { ...NOTHING, passed: 1 };
  } catch (error) {
    fail(`${title}: ${error instanceof Error ? error.message : String(error)}`);
    return { ...NOTHING, failed: 1 };
  }
}

/** Debian packages first: debootstrap is one of them, and apt does one thing at a time. */
async function setUpRealParts() {
  await ensureDebianPackages(TEST_PACKAGES, 'the tests');
  await ensureAsterisk();
}

/**
 * Runs the e2e tests under a display of their own.
 *
 * @param {readonly string[]} vitestArguments
 * @returns {Promise<Counts>}
 */
async function runEndToEnd(vitestArguments) {
  const electron = await ensureElectron();
  const display = await startDisplay();
  try {
    return await runVitest(['e2e', 'e2e-window'], vitestArguments, {
      ...display.env,
      CORDBOARD_ELECTRON: electron.path,
    });
  } finally {
    await display.close();
  }
}

/**
 * Runs every asked step.
 *
 * @param {readonly string[]} steps
 * @param {readonly string[]} vitestArguments
 * @param {Counts} total is added to
 */
async function runSteps(steps, vitestArguments, total) {
  const needsRealParts = steps.includes('integration') || steps.includes('e2e');
  // Slow and mostly waiting for the network, so it goes on beside the checks, which need none of it.
  const realParts = needsRealParts
    ? countWork('Set-up of the real parts', setUpRealParts)
    : Promise.resolve(NOTHING);

  const checks = CHECKS.filter(({ name }) => steps.includes(name));
  // Two at a time: each of them keeps one core busy.
  for (let index = 0; index < checks.length; index += 2) {
    const pair = checks.slice(index, index + 2).map((check) => runCheck(check));
    for (const counts of await Promise.all(pair)) {
      addUp(total, counts);
    }
  }
  if (steps.includes('unit')) {
    heading('unit tests');
    addUp(total, await runVitest(['unit', 'window-unit'], vitestArguments));
  }
  if (steps.includes('build')) {
    heading('build');
    addUp(total, await countWork('Build', () => ensureBuild({ force: true })));
  }
  addUp(total, await realParts);
  if (steps.includes('integration')) {
    heading('integration tests');
    addUp(total, await runVitest(['integration'], vitestArguments));
  }
  if (steps.includes('e2e')) {
    heading('end-to-end tests');
    if (!steps.includes('build')) {
      await ensureBuild();
    }
    addUp(total, await runEndToEnd(vitestArguments));
  }
}

/**
 * Runs the tests and prints the summary as the last line.
 *
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code: 0 only when something ran and nothing failed
 */
export async function testRun(args) {
  const { steps, vitestArguments } = parseArguments(args);
  const startedAt = Date.now();
  const total = { ...NOTHING };
  endGroupsWithUs();
  try {
    await ensureDependencies();
    await runSteps(steps, vitestArguments, total);
  } catch (error) {
    fail(
      error instanceof Error
        ? error instanceof SetupError
          ? error.message
          : String(error.stack)
        : String(error),
    );
    total.failed += 1;
  }
  info(`Took ${formatDuration(Date.now() - startedAt)}`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}
