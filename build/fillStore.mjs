/**
 * `npm run fill -- DIR`: fills a folder with a made-up call history, then measures search, filters,
 * paging and opening a call. A folder that has a history already is only measured.
 *
 *   npm run fill -- DIR                                  10,000 calls with 1,000,000 turns
 *   npm run fill -- DIR --calls 1000 --turns 100000      another size
 *   npm run fill -- DIR --runs 0                         no measurement
 */
import './lib/nodeVersion.mjs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundlePrograms } from './lib/bundlePrograms.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { OUT } from './lib/paths.mjs';
import { runScript, SetupError } from './lib/progress.mjs';
import { run } from './lib/run.mjs';

/** In `out/`, from where Node finds the installed packages. */
const BUNDLE = join(OUT, 'fill');

/** Largest size that is made: about 40 GB. */
const MOST = { calls: 1_000_000, turns: 100_000_000, runs: 10_000 };

/** @param {readonly string[]} args */
function parse(args) {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        calls: { type: 'string', default: '10000' },
        turns: { type: 'string', default: '1000000' },
        runs: { type: 'string', default: '200' },
      },
    });
  } catch (error) {
    throw new SetupError(error instanceof Error ? error.message : String(error));
  }
  const [dir, ...others] = parsed.positionals;
  if (dir === undefined || others.length > 0) {
    throw new SetupError('Name one folder: npm run fill -- DIR');
  }
  const { calls, turns, runs } = parsed.values;
  for (const [name, text, most] of /** @type {const} */ ([
    ['calls', calls, MOST.calls],
    ['turns', turns, MOST.turns],
    ['runs', runs, MOST.runs],
  ])) {
    if (!/^\d+$/.test(text) || Number(text) > most) {
      throw new SetupError(`--${name} takes a number up to ${most}.`);
    }
  }
  return { dir: resolve(dir), calls, turns, runs };
}

await runScript(async () => {
  const { dir, calls, turns, runs } = parse(process.argv.slice(2));
  await ensureDependencies();
  await mkdir(dir, { recursive: true });
  await bundlePrograms(BUNDLE, {
    fillStore: 'tests/bench/programs/fillStore.ts',
    historyWorker: 'src-main/store/worker/worker.ts',
  });
  const worker = join(BUNDLE, 'historyWorker.mjs');
  const program = join(BUNDLE, 'fillStore.mjs');
  const { code } = await run(process.execPath, [program, dir, calls, turns, runs, worker], {
    group: true,
  });
  return code;
});
