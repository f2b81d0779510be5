import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECK_CACHE, ROOT } from './paths.mjs';
import { run } from './run.mjs';

/**
 * Keeps the commit on which all unit tests passed last, so that a check runs only those that a
 * change since then reaches by what they import.
 *
 * @param {string} cache folder of the checks' caches
 */
const fileIn = (cache) => join(cache, 'unit-tests-passed');

/**
 * @param {string} root
 * @param {readonly string[]} args of git
 * @returns {Promise<string | undefined>} what it says; undefined where it does not know
 */
async function git(root, args) {
  const { code, output } = await run('git', [...args], { cwd: root, output: 'capture' });
  return code === 0 ? output.trim() : undefined;
}

/** @returns {Promise<string | undefined>} the commit that lies here; undefined without git */
export const commitHere = (root = ROOT) => git(root, ['rev-parse', 'HEAD']);

/** @param {string} commit on which, with what was changed beside it, all unit tests passed */
export function rememberPass(commit, cache = CHECK_CACHE) {
  mkdirSync(cache, { recursive: true });
  writeFileSync(fileIn(cache), `${commit}\n`);
}

/** @returns {Promise<string | undefined>} undefined: nothing is known, so all tests are to run */
export async function lastPass(root = ROOT, cache = CHECK_CACHE) {
  const file = fileIn(cache);
  const commit = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  const isCommit = /^[0-9a-f]{40,64}$/.test(commit);
  // It may be gone, with the branch it was on.
  const isHere = isCommit && (await git(root, ['cat-file', '-e', commit])) !== undefined;
  return isHere ? commit : undefined;
}
