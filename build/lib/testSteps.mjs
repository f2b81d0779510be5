import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CACHE, ROOT } from './paths.mjs';
import { fail, formatDuration, heading } from './progress.mjs';
import { run } from './run.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Readonly<Counts>} */
export const NOTHING = Object.freeze({ passed: 0, failed: 0, skipped: 0 });

/**
 * @param {Counts} total is changed
 * @param {Readonly<Counts>} more
 */
export function addUp(total, more) {
  total.passed += more.passed;
  total.failed += more.failed;
  total.skipped += more.skipped;
}

/** @param {string[]} path of a script inside node_modules */
const tool = (...path) => join(ROOT, 'node_modules', ...path);

/**
 * The checks that read the sources and run nothing of them.
 *
 * @typedef {{ name: string, title: string, args: string[] }} Check
 * @type {readonly Check[]}
 */
export const CHECKS = [
  { name: 'typecheck', title: 'type check', args: [join(ROOT, 'build', 'typecheck.mjs')] },
  {
    name: 'lint',
    title: 'lint',
    args: [
      tool('eslint', 'bin', 'eslint.js'),
      '.',
      ...['--max-warnings', '0', '--cache', '--cache-strategy', 'content'],
      ...['--cache-location', join(CACHE, 'eslint.json')],
    ],
  },
  {
    name: 'format',
    title: 'format',
    args: [tool('prettier', 'bin', 'prettier.cjs'), '--check', '.'],
  },
  { name: 'layers', title: 'layers', args: [join(ROOT, 'build', 'layers.mjs')] },
];

/**
 * Runs a check and shows its output in one piece, as others may run beside it.
 *
 * @param {Check} check
 * @returns {Promise<Counts>}
 */
export async function runCheck({ title, args }) {
  const startedAt = Date.now();
  const { code, output } = await run(process.execPath, args, { output: 'capture', group: true });
  heading(`${title} (${formatDuration(Date.now() - startedAt)})`);
  console.log(output.trim());
  if (code !== 0) {
    fail(`${title}: failed with code ${code}`);
  }
  return code === 0 ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 };
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
 * Counts what vitest reported. A file that could not be loaded has no failed test in it and still
 * is a failure, and so is a run that ended badly without saying which test did.
 *
 * @param {VitestReport | undefined} report what the JSON reporter wrote, if it did
 * @param {number} code vitest's exit code
 * @returns {Counts}
 */
export function countVitest(report, code) {
  if (report === undefined) {
    return { ...NOTHING, failed: 1 };
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
 * Runs the tests of some vitest projects.
 *
 * @param {readonly string[]} projects
 * @param {readonly string[]} args further arguments for vitest
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 * @returns {Promise<Counts>}
 */
export async function runVitest(projects, args, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'cordboard-test-'));
  const file = join(folder, 'report.json');
  try {
    const { code } = await run(
      process.execPath,
      [
        tool('vitest', 'vitest.mjs'),
        'run',
        ...projects.flatMap((project) => ['--project', project]),
        ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
        ...args,
      ],
      { env: { ...process.env, ...env }, group: true },
    );
    const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    return countVitest(report, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
