/**
 * `npm run check`: what a change has to pass before it is tried for real: types, lint, format,
 * layers, unused code and the unit tests that it reaches since all of them passed (the first time:
 * all). Sets up nothing. The last line is `N passed, M failed, K skipped`.
 *
 *   npm run check -- --only lint,format      only these steps
 *   npm run check -- --only unit -- -t barge-in   what follows the second -- goes to vitest
 */
import './lib/nodeVersion.mjs';
import { areDependenciesInstalled } from './lib/dependencies.mjs';
import { inLanes } from './lib/lanes.mjs';
import { runWithLedger } from './lib/ledger.mjs';
import { ROOT } from './lib/paths.mjs';
import { runScript, SetupError } from './lib/progress.mjs';
import { parseArguments, QUICK_STEPS, quickWork } from './lib/testSteps.mjs';

await runScript(() =>
  runWithLedger(async (ledger) => {
    const { steps, vitestArguments } = parseArguments(process.argv.slice(2), QUICK_STEPS);
    if (!areDependenciesInstalled(ROOT)) {
      throw new SetupError(
        'node_modules does not hold what package-lock.json asks for. Run npm ci, then the same command again.',
      );
    }
    await inLanes(quickWork(steps, vitestArguments, ledger, 'changed'));
  }),
);
