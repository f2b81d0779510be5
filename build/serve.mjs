/**
 * `npm run serve`: everything from a fresh clone to the running program without a window, in plain
 * Node: no Electron, no display. `npm run serve -- --help` shows its arguments and exit codes.
 */
import './lib/nodeVersion.mjs';
import { join } from 'node:path';
import { argumentsForProgram } from './lib/appArguments.mjs';
import { ensureBuild } from './lib/appBuild.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { OUT, ROOT } from './lib/paths.mjs';
import { runScript } from './lib/progress.mjs';
import { supervise } from './lib/supervise.mjs';

await runScript(async () => {
  await ensureDependencies();
  await ensureBuild();
  const program = join(OUT, 'main', 'serve.js');
  const args = argumentsForProgram(process.argv.slice(2));
  return await supervise(process.execPath, [program, ...args], { cwd: ROOT, env: process.env });
});
