/**
 * `npm run typecheck`: checks every TypeScript project (each layer sees only the platform it has:
 * the model neither Node nor DOM, src-main no DOM, the window no Node). Compiler caches make a
 * second run fast.
 */
import './lib/nodeVersion.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inLanes } from './lib/lanes.mjs';
import { ROOT } from './lib/paths.mjs';
import { fail, formatDuration, info, runScript } from './lib/progress.mjs';
import { run } from './lib/run.mjs';

/** The largest first. */
const PROJECTS = [
  'tests',
  'electron',
  'src-main',
  'renderer',
  'src-main/model',
  'build',
  'docs/examples',
  '.',
];

/**
 * @param {string} project folder with a tsconfig.json
 * @returns {Promise<boolean>} true when there is no error in it
 */
async function check(project) {
  const startedAt = Date.now();
  const tsc = join(ROOT, 'node_modules', 'typescript-native', 'bin', 'tsc');
  // Each of its checkers works out the types for itself. One needs the least in all, and there are
  // as many projects at a time as cores.
  const args = [tsc, '-p', project, '--noEmit', '--checkers', '1'];
  const { code, output } = await run(process.execPath, args, { output: 'capture' });
  const time = formatDuration(Date.now() - startedAt);
  if (code === 0) {
    info(`${project}: no errors (${time})`);
    return true;
  }
  fail(`${project} (${time})\n${output.trim()}`);
  return false;
}

await runScript(async () => {
  const projects = PROJECTS.filter((project) => existsSync(join(ROOT, project, 'tsconfig.json')));
  const results = await inLanes(projects.map((project) => () => check(project)));
  return results.every(Boolean) ? 0 : 1;
});
