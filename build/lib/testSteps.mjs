import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitHere, lastPass, rememberPass } from './lastPass.mjs';
import { FAILED, PASSED } from './ledger.mjs';
import { FORMATTED, LINTED, LINTED_BY_TYPES } from './ours.mjs';
import { CHECK_CACHE, ROOT } from './paths.mjs';
import { fail, formatDuration, heading, SetupError } from './progress.mjs';
import { run } from './run.mjs';

/** @typedef {import('./ledger.mjs').Counts} Counts */

/** @param {string[]} path of a script inside node_modules */
const tool = (...path) => join(ROOT, 'node_modules', ...path);

/** @param {string} name of a file in the folder of the checks' caches */
const cached = (name) => [
  ...['--cache', '--cache-strategy', 'content'],
  ...['--cache-location', join(CHECK_CACHE, name)],
];

/**
 * The checks that read the sources without running them.
 *
 * @typedef {{ title: string, args: string[] }} Check
 * @type {Readonly<Record<string, Check>>}
 */
export const CHECKS = {
  lint: {
    title: 'lint',
    args: [
      tool('eslint', 'bin', 'eslint.js'),
      ...LINTED,
      ...['--max-warnings', '0', ...cached('eslint.json')],
    ],
  },
  types: {
    title: 'lint by types',
    args: [
      tool('oxlint', 'bin', 'oxlint'),
      ...['--type-aware', '--deny-warnings', ...LINTED_BY_TYPES],
    ],
  },
  typecheck: { title: 'type check', args: [join(ROOT, 'build', 'typecheck.mjs')] },
  format: {
    title: 'format',
    args: [
      tool('prettier', 'bin', 'prettier.cjs'),
      '--check',
      ...FORMATTED,
      ...cached('prettier.json'),
    ],
  },
  layers: { title: 'layers', args: [join(ROOT, 'build', 'layers.mjs')] },
  unused: {
    title: 'unused code',
    args: [tool('knip', 'bin', 'knip.js'), '--treat-config-hints-as-errors'],
  },
};

/** The steps that need nothing but the npm packages, so ordered that the longest begin first. */
export const QUICK_STEPS = ['unit', 'lint', 'typecheck', 'types', 'format', 'layers', 'unused'];

/**
 * Reads the arguments of a run: `--only STEP,STEP -- ARGUMENTS OF VITEST`.
 *
 * @param {readonly string[]} args
 * @param {readonly string[]} known the steps there are, in their order
 * @param {readonly string[]} usual those of them that are run when none is asked for
 * @returns {{ steps: string[], vitestArguments: string[] }}
 */
export function parseArguments(args, known, usual = known) {
  const split = args.indexOf('--');
  const own = split === -1 ? args : args.slice(0, split);
  const vitestArguments = split === -1 ? [] : args.slice(split + 1);
  const only =
    own[0] === '--only' ? (own[1] ?? '').split(',') : own[0]?.split('--only=')[1]?.split(',');
  if (own.length > 0 && only === undefined) {
    throw new SetupError(`Unknown: ${own.join(' ')}. Use --only with some of ${known.join(',')}`);
  }
  const unknown = (only ?? []).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new SetupError(
      `There is no step ${unknown.join(', ')}: the steps are ${known.join(',')}`,
    );
  }
  return { steps: known.filter((name) => (only ?? usual).includes(name)), vitestArguments };
}

/**
 * The quick ones of some steps, ready to be done beside each other.
 *
 * @param {readonly string[]} steps
 * @param {readonly string[]} vitestArguments
 * @param {import('./ledger.mjs').Ledger} ledger
 * @param {'all' | 'changed'} unitTests which are run: all, or those that a change reaches since all
 * of them passed
 * @returns {(() => Promise<void>)[]}
 */
export function quickWork(steps, vitestArguments, ledger, unitTests) {
  return QUICK_STEPS.filter((name) => steps.includes(name)).map((name) => {
    const check = CHECKS[name];
    return check === undefined
      ? () => ledger.count('unit tests', () => runUnitTests(vitestArguments, unitTests))
      : () => ledger.count(check.title, () => runCheck(check));
  });
}

/**
 * @param {Check} check
 * @returns {Promise<Counts>}
 */
async function runCheck({ title, args }) {
  const code = await runInOnePiece(title, args);
  if (code !== 0) {
    fail(`${title}: failed with code ${code}`);
  }
  return code === 0 ? PASSED : FAILED;
}

/**
 * Runs a tool and shows its output at its end, as others may run beside it.
 *
 * @param {string} title
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
async function runInOnePiece(title, args) {
  const startedAt = Date.now();
  const { code, output } = await run(process.execPath, args, { output: 'capture', group: true });
  heading(`${title} (${formatDuration(Date.now() - startedAt)})`);
  console.log(output.trim());
  return code;
}

/**
 * @param {readonly string[]} vitestArguments whoever gives some chooses the tests themselves
 * @param {'all' | 'changed'} which
 * @returns {Promise<Counts>}
 */
async function runUnitTests(vitestArguments, which) {
  const isWhole = vitestArguments.length === 0;
  const passed = isWhole && which === 'changed' ? await lastPass() : undefined;
  const changed = passed === undefined ? [] : ['--changed', passed, '--passWithNoTests'];
  const commit = await commitHere();
  const title = passed === undefined ? 'unit tests' : 'unit tests that a change reaches';
  const counts = await withReport(
    ['unit', 'window-unit'],
    [...vitestArguments, ...changed],
    (args) => runInOnePiece(title, args),
  );
  if (isWhole && counts.failed === 0 && commit !== undefined) {
    rememberPass(commit);
  }
  return counts;
}

/**
 * @typedef {object} VitestReport
 * @property {boolean} success
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string, assertionResults: { status: string }[] }[]} testResults
 */

/**
 * Counts what vitest reported. A file that could not be loaded holds no failed test but is a
 * failure, and so is a run that ended badly without naming a test.
 *
 * @param {VitestReport | undefined} report what the JSON reporter wrote, if it did
 * @param {number} code vitest's exit code
 * @returns {Counts}
 */
export function countVitest(report, code) {
  if (report === undefined) {
    return FAILED;
  }
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Runs the tests of some vitest projects, showing what they do.
 *
 * @param {readonly string[]} projects
 * @param {readonly string[]} vitestArguments
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 * @returns {Promise<Counts>}
 */
export function runVitest(projects, vitestArguments, env = {}) {
  return withReport(projects, vitestArguments, async (args) => {
    const { code } = await run(process.execPath, args, {
      env: { ...process.env, ...env },
      group: true,
    });
    return code;
  });
}

/**
 * @param {readonly string[]} projects
 * @param {readonly string[]} vitestArguments
 * @param {(args: string[]) => Promise<number>} runIt runs Node with these arguments and gives its
 * exit code
 * @returns {Promise<Counts>}
 */
async function withReport(projects, vitestArguments, runIt) {
  const folder = mkdtempSync(join(tmpdir(), 'cordboard-test-'));
  const file = join(folder, 'report.json');
  try {
    const code = await runIt([
      tool('vitest', 'vitest.mjs'),
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
      ...vitestArguments,
    ]);
    const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    return countVitest(report, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
