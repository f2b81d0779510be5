/**
 * `npm run bench`: measures the delays that a caller notices, at a real SIP phone through a real
 * Asterisk, and the cost of many calls at once. docs/performance.md says what each figure means.
 *
 *   npm run bench                              everything, about 15 minutes
 *   npm run bench -- --quick                   fewer and shorter runs, for a first look
 *   npm run bench -- --only loop,barge-in      some of loop, media-test, barge-in,
 *                                              noise, playout, load, program, busy-window,
 *                                              serve, window
 *   npm run bench:window -- --minutes 30       the window alone, for so long
 *   npm run bench -- --only program --calls 1,30,60
 *                                              the whole program with that many calls
 *   npm run bench -- --profile 30              where the time goes with 30 calls
 *   npm run bench -- --only serve --write      puts tables and plots into docs/ too
 *   npm run bench -- --json FILE               the raw figures too
 *   npm run bench -- --cpu-prof FOLDER         CPU profiles of the measured programs
 */
import './lib/nodeVersion.mjs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from './lib/appBuild.mjs';
import { bundlePrograms, runMain } from './lib/bundlePrograms.mjs';
import { ensureDebianPackages, TEST_PACKAGES } from './lib/debianPackages.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { onDisplay } from './lib/display.mjs';
import { ensureElectron } from './lib/electronRuntime.mjs';
import { LOAD_PROGRAMS } from './lib/loadPrograms.mjs';
import { CHECK_CACHE, ROOT } from './lib/paths.mjs';
import { runScript, SetupError } from './lib/progress.mjs';
import { ensureAsterisk } from './lib/testAsterisk.mjs';

const BENCHES = [
  'loop',
  'media-test',
  'barge-in',
  'noise',
  'playout',
  'load',
  'program',
  'busy-window',
  'serve',
  'window',
];

/** More would need more ports than the test Asterisk has. */
const MOST_CALLS = 240;

/** Those whose calls come from a load generator. */
const WITHOUT_ASTERISK = ['load', 'window'];

const MOST_MINUTES = 24 * 60;

/** Those that measure the built program. */
const BUILT = ['program', 'busy-window', 'serve', 'window'];

/**
 * Where the bundled programs go. The measured code is built as it is for the program, and does not
 * run through a test runner.
 */
const BUNDLE = join(CHECK_CACHE, 'bench');

/** Each is a process of its own, except `main`, which starts them. */
const PROGRAMS = {
  main: 'tests/bench/main.ts',
  standIn: 'tests/bench/programs/standIn.ts',
  cordboard: 'tests/bench/programs/cordboard.ts',
  serveProbe: 'tests/bench/programs/serveProbe.ts',
  ...LOAD_PROGRAMS,
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
        calls: { type: 'string' },
        minutes: { type: 'string' },
        json: { type: 'string' },
        profile: { type: 'string' },
        write: { type: 'boolean', default: false },
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
  const calls = values.calls?.split(',').map(toCalls) ?? null;
  const profile = values.profile === undefined ? null : toCalls(values.profile);
  const minutes = values.minutes === undefined ? null : toMinutes(values.minutes);
  return { ...values, only, calls, minutes, profile };
}

/** @param {string} text */
function toMinutes(text) {
  const minutes = Number(text);
  if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
    throw new SetupError(`${text} is no number of minutes up to ${MOST_MINUTES}.`);
  }
  return minutes;
}

/** @param {string} text */
function toCalls(text) {
  const calls = Number(text);
  if (!(Number.isInteger(calls) && calls > 0 && calls <= MOST_CALLS)) {
    throw new SetupError(`${text} is no number of calls from 1 to ${MOST_CALLS}.`);
  }
  return calls;
}

await runScript(async () => {
  const options = parse(process.argv.slice(2));
  await ensureDependencies();
  await ensureDebianPackages(TEST_PACKAGES, 'the benchmarks');
  if (options.only.some((name) => !WITHOUT_ASTERISK.includes(name))) {
    await ensureAsterisk();
  }
  await bundlePrograms(BUNDLE, PROGRAMS);
  const settings = {
    quick: options.quick,
    calls: options.calls,
    minutes: options.minutes,
    profile: options.profile,
    docs: options.write ? join(ROOT, 'docs') : null,
    only: options.only,
    json: options.json === undefined ? null : resolve(options.json),
    cpuProfiles: options['cpu-prof'] === undefined ? null : resolve(options['cpu-prof']),
  };
  if (settings.cpuProfiles !== null) {
    await mkdir(settings.cpuProfiles, { recursive: true });
  }
  if (!options.only.some((name) => BUILT.includes(name))) {
    return await runMain(BUNDLE, settings);
  }
  await ensureBuild();
  await ensureElectron();
  // A window that nobody sees is drawn all the same, and a display of our own has a known size.
  return await onDisplay(() => runMain(BUNDLE, settings));
});
