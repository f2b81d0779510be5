/**
 * `npm run bench`: measures the delays that a caller notices, at a real SIP phone through a real
 * Asterisk, and the cost of many calls at once. docs/performance.md says what each figure means.
 *
 *   npm run bench                              everything, about 15 minutes
 *   npm run bench -- --quick                   fewer and shorter runs, for a first look
 *   npm run bench -- --only loop,barge-in      some of loop, media-test, barge-in,
 *                                              noise, playout, load
 *   npm run bench -- --json FILE               the raw figures too
 *   npm run bench -- --cpu-prof FOLDER         CPU profiles of the measured programs
 */
import './lib/nodeVersion.mjs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundlePrograms, runMain } from './lib/bundlePrograms.mjs';
import { ensureDebianPackages, TEST_PACKAGES } from './lib/debianPackages.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { CACHE } from './lib/paths.mjs';
import { runScript, SetupError } from './lib/progress.mjs';
import { ensureAsterisk } from './lib/testAsterisk.mjs';

const BENCHES = ['loop', 'media-test', 'barge-in', 'noise', 'playout', 'load'];

/**
 * Where the bundled programs go. The measured code is built as it is for the program, and does not
 * run through a test runner.
 */
const BUNDLE = join(CACHE, 'bench');

/** Each is a process of its own, except `main`, which starts them. */
const PROGRAMS = ['standIn', 'cordboard', 'passThrough', 'loadCordboard', 'loadPeer'];

/** Scripts of the threads of `loadCordboard`, which has no time to bundle them itself. */
const WORKERS = {
  historyWorker: 'src-main/store/worker/worker.ts',
  pluginWorker: 'src-main/plugins/worker.ts',
  sileroWorker: 'src-main/media/vad/silero/worker.ts',
};

/** @param {readonly string[]} args */
function parse(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string', default: BENCHES.join(',') },
        json: { type: 'string' },
        'cpu-prof': { type: 'string' },
      },
    }));
  } catch (error) {
    throw new SetupError(error instanceof Error ? error.message : String(error));
  }
  const only = values.only.split(',');
  const unknown = only.filter((name) => !BENCHES.includes(name));
  if (unknown.length > 0) {
    throw new SetupError(`Nothing measures ${unknown.join(', ')}. There is ${BENCHES.join(', ')}.`);
  }
  return { ...values, only };
}

await runScript(async () => {
  const options = parse(process.argv.slice(2));
  await ensureDependencies();
  await ensureDebianPackages(TEST_PACKAGES, 'the benchmarks');
  if (options.only.some((name) => name !== 'load')) {
    await ensureAsterisk();
  }
  await bundlePrograms(BUNDLE, {
    main: 'tests/bench/main.ts',
    ...WORKERS,
    ...Object.fromEntries(PROGRAMS.map((name) => [name, `tests/bench/programs/${name}.ts`])),
  });
  const settings = {
    quick: options.quick,
    only: options.only,
    json: options.json === undefined ? null : resolve(options.json),
    cpuProfiles: options['cpu-prof'] === undefined ? null : resolve(options['cpu-prof']),
  };
  if (settings.cpuProfiles !== null) {
    await mkdir(settings.cpuProfiles, { recursive: true });
  }
  return await runMain(BUNDLE, settings);
});
