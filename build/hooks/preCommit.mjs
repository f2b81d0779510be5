/**
 * Git's hook `pre-commit`: ESLint and Prettier over the files of the commit, as they lie in the
 * work tree. Slower checks are left to `npm test`.
 */
import '../lib/nodeVersion.mjs';
import { join } from 'node:path';
import { ROOT } from '../lib/paths.mjs';
import { fail, runScript } from '../lib/progress.mjs';
import { run } from '../lib/run.mjs';

/** Git starts its hooks here. */
const WORK_TREE = process.cwd();

/** @returns {Promise<string[]>} the files that are added or changed, relative to the work tree */
async function stagedFiles() {
  const { output } = await run(
    'git',
    ['diff', '--cached', '--name-only', '--diff-filter=ACMR', '-z'],
    { cwd: WORK_TREE, output: 'capture', maxOutputBytes: 10_000_000 },
  );
  return output.split('\0').filter(Boolean);
}

/**
 * @param {readonly string[]} script path inside node_modules
 * @param {readonly string[]} args
 */
async function passes(script, args) {
  const path = join(ROOT, 'node_modules', ...script);
  const { code } = await run(process.execPath, [path, ...args], { cwd: WORK_TREE });
  return code === 0;
}

await runScript(async () => {
  const files = await stagedFiles();
  const sources = files.filter((file) => /\.([cm]?js|tsx?)$/.test(file));
  const linted =
    sources.length === 0 ||
    (await passes(
      ['eslint', 'bin', 'eslint.js'],
      ['--max-warnings', '0', '--no-warn-ignored', '--', ...sources],
    ));
  const formatted =
    files.length === 0 ||
    (await passes(
      ['prettier', 'bin', 'prettier.cjs'],
      ['--check', '--ignore-unknown', '--log-level', 'warn', '--', ...files],
    ));
  if (linted && formatted) {
    return 0;
  }
  fail('Nothing was committed. "npx eslint --fix" and "npx prettier --write" mend most of it.');
  return 1;
});
