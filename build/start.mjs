/**
 * `npm start`: everything from a fresh clone to the open console. Arguments after `--`:
 *
 *   --check             print the effective configuration and test the connections, then end
 *   --add-api-token NAME [--acting]   make a token for the HTTP API and print it, once
 *   --remove-api-token NAME, --list-api-tokens
 *   --screenshot FILE   write a PNG of the window once calls are on it, and go on running
 */
import './lib/nodeVersion.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild } from './lib/appBuild.mjs';
import { argumentsForProgram } from './lib/appArguments.mjs';
import { ensureDebianPackages, WINDOW_PACKAGES } from './lib/debianPackages.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { hasDisplay, startDisplay } from './lib/display.mjs';
import { ensureElectron } from './lib/electronRuntime.mjs';
import { OUT, ROOT } from './lib/paths.mjs';
import { info, runScript, SetupError } from './lib/progress.mjs';
import { sandboxArguments } from './lib/sandbox.mjs';
import { supervise } from './lib/supervise.mjs';

/** Arguments that are about API tokens. */
const TOKEN_ARGUMENT = /^--(add-api-token|remove-api-token|list-api-tokens)(=|$)/;

/**
 * Runs a command in this process: it needs no Electron.
 *
 * @param {'check' | 'apiTokens'} name of the built file
 * @param {'runCheck' | 'runApiTokens'} entry function that it exports
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
async function command(name, entry, args) {
  const file = join(OUT, 'main', `${name}.js`);
  if (!existsSync(file)) {
    throw new SetupError(`This build lacks ${file}. Run: npm run build`);
  }
  const commands = await import(pathToFileURL(file).href);
  return commands[entry](args);
}

await runScript(async () => {
  const args = process.argv.slice(2);
  await ensureDependencies();
  if (args.includes('--check')) {
    await ensureBuild();
    return command('check', 'runCheck', args);
  }
  if (args.some((argument) => TOKEN_ARGUMENT.test(argument))) {
    await ensureBuild();
    return command('apiTokens', 'runApiTokens', args);
  }
  await ensureDebianPackages(WINDOW_PACKAGES, "Electron's window", { required: false });
  const electron = await ensureElectron();
  await ensureBuild();

  const display = hasDisplay() ? undefined : await startDisplay({ endWithLastWindow: true });
  try {
    info(`Starting on Electron ${electron.version}`);
    return await supervise(
      electron.path,
      [...sandboxArguments(), ROOT, ...argumentsForProgram(args)],
      { cwd: ROOT, env: { ...process.env, ...display?.env } },
    );
  } finally {
    await display?.close();
  }
});
