/**
 * `npm run soak`: real SIP calls through a real Asterisk come and go for a while. Supervisors act
 * on them, and faults are provoked. Then it checks whether anything leaked or was left behind.
 * docs/reliability.md says what it checks.
 *
 *   npm run soak                     10 minutes
 *   npm run soak -- --minutes 600    a shift
 */
import './lib/nodeVersion.mjs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundlePrograms, runMain } from './lib/bundlePrograms.mjs';
import { ensureDebianPackages, TEST_PACKAGES } from './lib/debianPackages.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { CHECK_CACHE } from './lib/paths.mjs';
import { runScript, SetupError } from './lib/progress.mjs';
import { ensureAsterisk } from './lib/testAsterisk.mjs';

const BUNDLE = join(CHECK_CACHE, 'soak');

/** A week. */
const MOST_MINUTES = 10_080;

/** @param {readonly string[]} args */
function parse(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: { minutes: { type: 'string', default: '10' } },
    }));
  } catch (error) {
    throw new SetupError(error instanceof Error ? error.message : String(error));
  }
  const minutes = Number(values.minutes);
  if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
    throw new SetupError(`--minutes takes a number up to ${MOST_MINUTES}.`);
  }
  return { minutes };
}

await runScript(async () => {
  const settings = parse(process.argv.slice(2));
  await ensureDependencies();
  await ensureDebianPackages(TEST_PACKAGES, 'the soak');
  await ensureAsterisk();
  await bundlePrograms(BUNDLE, {
    main: 'tests/soak/main.ts',
    standIn: 'tests/bench/programs/standIn.ts',
    soakCordboard: 'tests/soak/programs/soakCordboard.ts',
  });
  return await runMain(BUNDLE, settings);
});
