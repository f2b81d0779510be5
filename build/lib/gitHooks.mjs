import { ROOT } from './paths.mjs';
import { run } from './run.mjs';

/** Folder of the hooks, from the top of a work tree. */
const HOOKS = '.githooks';

/**
 * Makes git run the hooks of this repository. Hooks that a developer has chosen stay as they are.
 * Nothing happens on a build server, or where the sources are not a clone: unpacked from an
 * archive, they may lie inside another repository.
 *
 * @param {string} [root] folder of the sources
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function ensureGitHooks(root = ROOT, env = process.env) {
  if (env['CI']) {
    return;
  }
  /** @param {string[]} args */
  const git = (...args) => run('git', args, { cwd: root, env, output: 'capture' });
  // Empty at the top of a work tree; the way down to here anywhere below.
  const prefix = await git('rev-parse', '--show-prefix');
  if (prefix.code !== 0 || prefix.output.trim() !== '') {
    return;
  }
  if ((await git('config', '--get', 'core.hooksPath')).code !== 0) {
    await git('config', '--local', 'core.hooksPath', HOOKS);
  }
}
