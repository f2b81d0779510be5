import { ensureBuild } from './appBuild.mjs';
import { ensureDebianPackages, TEST_PACKAGES } from './debianPackages.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureElectron } from './electronRuntime.mjs';
import { inLanes } from './lanes.mjs';
import { runWithLedger } from './ledger.mjs';
import { heading } from './progress.mjs';
import { ensureAsterisk } from './testAsterisk.mjs';
import { parseArguments, QUICK_STEPS, quickWork, runVitest } from './testSteps.mjs';

/** @typedef {import('./ledger.mjs').Counts} Counts */
/** @typedef {import('./ledger.mjs').Ledger} Ledger */

const STEPS = [...QUICK_STEPS, 'build', 'integration', 'e2e'];

/** The end-to-end tests that wait long, or go through everything there is: `npm run test:long`. */
const LONG = 'long';

/** Those that drive Electron, by the projects of vitest.config.ts. */
const END_TO_END = {
  e2e: { title: 'end-to-end tests', projects: ['e2e', 'e2e-window', 'e2e-alone'] },
  [LONG]: { title: 'long end-to-end tests', projects: ['e2e-long', 'e2e-window-long'] },
};

/**
 * Debian packages first: the other parts are made with them, and apt does one thing at a time.
 *
 * @param {readonly string[]} steps
 * @param {Ledger} ledger
 */
async function setUpRealParts(steps, ledger) {
  await ledger.check('set-up: Debian packages', () =>
    ensureDebianPackages(TEST_PACKAGES, 'the tests'),
  );
  await Promise.all([
    ledger.check('set-up: Asterisk', ensureAsterisk),
    needsElectron(steps) && ledger.check('set-up: Electron', ensureElectron),
  ]);
}

/** @param {readonly string[]} steps */
function needsElectron(steps) {
  return steps.some((name) => name in END_TO_END);
}

/**
 * Runs end-to-end tests; each file of the window's starts a display of its own.
 *
 * @param {readonly string[]} projects
 * @param {readonly string[]} vitestArguments
 * @returns {Promise<Counts>}
 */
async function runEndToEnd(projects, vitestArguments) {
  const electron = await ensureElectron();
  return await runVitest(projects, vitestArguments, { CORDBOARD_ELECTRON: electron.path });
}

/**
 * Runs every asked step.
 *
 * @param {readonly string[]} steps
 * @param {readonly string[]} vitestArguments
 * @param {Ledger} ledger
 */
async function runSteps(steps, vitestArguments, ledger) {
  await ledger.time('set-up: npm packages', ensureDependencies);
  const work = quickWork(steps, vitestArguments, ledger, 'all');
  if (steps.includes('build')) {
    work.push(() => ledger.check('build', () => ensureBuild({ force: true })));
  }
  const needsRealParts = steps.includes('integration') || needsElectron(steps);
  await Promise.all([
    inLanes(work),
    // Mostly waits for the network, so it goes on beside the others, which need none of it.
    needsRealParts && setUpRealParts(steps, ledger),
  ]);
  // Tests that measure in real time have the machine to themselves.
  if (steps.includes('integration')) {
    heading('integration tests');
    await ledger.count('integration tests', () =>
      runVitest(['integration', 'cost'], vitestArguments),
    );
  }
  if (needsElectron(steps) && !steps.includes('build')) {
    await ledger.time('build', ensureBuild);
  }
  for (const [name, { title, projects }] of Object.entries(END_TO_END)) {
    if (steps.includes(name)) {
      heading(title);
      await ledger.count(title, () => runEndToEnd(projects, vitestArguments));
    }
  }
}

/**
 * Runs the tests and prints the summary as the last line.
 *
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code: 0 only when something ran and nothing failed
 */
export function testRun(args) {
  return runWithLedger(async (ledger) => {
    const { steps, vitestArguments } = parseArguments(args, [...STEPS, LONG], STEPS);
    await runSteps(steps, vitestArguments, ledger);
  });
}
