import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild } from './appBuild.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { OUT } from './paths.mjs';
import { SetupError } from './progress.mjs';

/**
 * Runs a command of the program in this process, after all set-up: it needs no Electron.
 *
 * @param {'check' | 'apiTokens'} name of the built file
 * @param {'runCheck' | 'runApiTokens'} entry function that it exports
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 * @throws {SetupError} when the set-up fails
 */
export async function runCommand(name, entry, args) {
  await ensureDependencies();
  await ensureBuild();
  const file = join(OUT, 'main', `${name}.js`);
  if (!existsSync(file)) {
    throw new SetupError(`This build lacks ${file}. Run: npm run build`);
  }
  const commands = await import(pathToFileURL(file).href);
  return commands[entry](args);
}
