/**
 * `npm run bench:vad`: how well the detectors tell the caller's speech from noise, other voices and
 * the agent's echo, on real recorded speech over a telephone line. docs/performance.md says what
 * each column means.
 *
 *   npm run bench:vad                     everything, about 10 minutes
 *   npm run bench:vad -- --quick          fewer utterances, about 2 minutes
 *   npm run bench:vad -- --write          puts the tables into docs/performance.md too
 */
import './lib/nodeVersion.mjs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundlePrograms, runMain } from './lib/bundlePrograms.mjs';
import { ensureDebianPackages, SPEECH_PACKAGES } from './lib/debianPackages.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { CHECK_CACHE, ROOT } from './lib/paths.mjs';
import { runScript, SetupError } from './lib/progress.mjs';

const BUNDLE = join(CHECK_CACHE, 'bench-vad');

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new SetupError(error instanceof Error ? error.message : String(error));
  }
}

await runScript(async () => {
  const { quick, write } = parse(process.argv.slice(2));
  await ensureDependencies();
  await ensureDebianPackages(SPEECH_PACKAGES, 'recorded speech and music to measure with');
  await bundlePrograms(BUNDLE, { main: 'tests/bench/vad/main.ts' });
  const settings = { quick, write: write ? join(ROOT, 'docs', 'performance.md') : null };
  return await runMain(BUNDLE, settings);
});
