/**
 * `npm run bench`: measures the delays that a caller notices, at a real SIP phone through a real Asterisk, and the cost of many
 * calls at once. docs/performance.md tells what each figure means.
 *
 *   npm run bench                              everything, about 10 minutes
 *   npm run bench -- --quick                   fewer and shorter runs, for a first look
 *   npm run bench -- --only loop,barge-in      some of loop, media-test, barge-in, noise, playout, load
 *   npm run bench -- --json FILE               the raw figures too
 *   npm run bench -- --cpu-prof FOLDER         CPU profiles of the measured programs
 */
import './lib/nodeVersion.mjs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDebianPackages, TEST_PACKAGES } from './lib/debianPackages.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { onOrphaned } from './lib/orphaned.mjs';
import { CACHE, ROOT } from './lib/paths.mjs';
import { runScript, SetupError } from './lib/progress.mjs';
import { endRunningGroups, run } from './lib/run.mjs';
import { ensureAsterisk } from './lib/testAsterisk.mjs';

const BENCHES = ['loop', 'media-test', 'barge-in', 'noise', 'playout', 'load'];

/** Where the bundled programs go; the measured code runs as it is built for the program, not through a test runner. */
const BUNDLE = join(CACHE, 'bench');

/** Each is a process of its own, except `main`, which starts them. */
const PROGRAMS = ['standIn', 'cordboard', 'passThrough', 'pipelineLoad', 'loadPeer'];

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

async function bundle() {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      {
        name: 'source-folders',
        // Modules find the repository's files from where they lie in it, not from where their bundle lies.
        transform: (code, id) =>
          code.includes('import.meta.dirname')
            ? code.replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
            : undefined,
      },
    ],
    build: {
      ssr: true,
      outDir: BUNDLE,
      emptyOutDir: true,
      target: 'node20.18',
      rolldownOptions: {
        input: {
          main: join(ROOT, 'tests/bench/main.ts'),
          ...Object.fromEntries(
            PROGRAMS.map((name) => [name, join(ROOT, `tests/bench/programs/${name}.ts`)]),
          ),
        },
        output: { entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
      },
    },
  });
}

await runScript(async () => {
  const options = parse(process.argv.slice(2));
  await ensureDependencies();
  if (options.only.some((name) => name !== 'load')) {
    await ensureDebianPackages(TEST_PACKAGES, 'the benchmarks');
    await ensureAsterisk();
  }
  await bundle();
  const settings = {
    quick: options.quick,
    only: options.only,
    json: options.json === undefined ? null : resolve(options.json),
    cpuProfiles: options['cpu-prof'] === undefined ? null : resolve(options['cpu-prof']),
  };
  if (settings.cpuProfiles !== null) {
    await mkdir(settings.cpuProfiles, { recursive: true });
  }
  const stop = () => {
    endRunningGroups();
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, stop);
  }
  onOrphaned(stop);
  const { code } = await run(
    process.execPath,
    [join(BUNDLE, 'main.mjs'), JSON.stringify(settings)],
    { group: true },
  );
  return code;
});
