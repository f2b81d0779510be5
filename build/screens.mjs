/**
 * `npm run screens`: photographs every screen and state of the window into docs/screens, in both
 * themes and all languages.
 *
 *   npm run screens                                 all of them, a few minutes
 *   npm run screens -- --only live,dialog-about     some of them, by name
 *   npm run screens -- --to FOLDER --png            elsewhere, and without any loss
 */
import './lib/nodeVersion.mjs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundlePrograms, runMain } from './lib/bundlePrograms.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { onDisplay } from './lib/display.mjs';
import { ensureElectron } from './lib/electronRuntime.mjs';
import { CHECK_CACHE, ROOT } from './lib/paths.mjs';
import { runScript, SetupError } from './lib/progress.mjs';

const BUNDLE = join(CHECK_CACHE, 'screens');

/** @param {readonly string[]} args */
function parse(args) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        png: { type: 'boolean', default: false },
        to: { type: 'string', default: join(ROOT, 'docs', 'screens') },
      },
    });
    const format = values.png ? 'png' : 'webp';
    return { folder: resolve(values.to), only: values.only?.split(',') ?? null, format };
  } catch (error) {
    throw new SetupError(error instanceof Error ? error.message : String(error));
  }
}

await runScript(async () => {
  const settings = parse(process.argv.slice(2));
  await ensureDependencies();
  await ensureElectron();
  await bundlePrograms(BUNDLE, { main: 'tests/screens/main.ts' });
  return await onDisplay(() => runMain(BUNDLE, settings));
});
