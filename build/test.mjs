/**
 * `npm test`: sets up everything the tests need, then runs the checks and the tests. A step that
 * fails does not stop the later ones. The last line is `N passed, M failed, K skipped`, where a
 * check (types, lint, layers, unused code, build, set-up …) counts as one.
 *
 *   npm test -- --only unit,integration     only these steps
 *   npm test -- --only long                  what takes longer; by itself it is left out
 *   npm test -- --only unit -- -t barge-in   what follows the second -- goes to vitest
 */
import './lib/nodeVersion.mjs';
import { runScript } from './lib/progress.mjs';
import { testRun } from './lib/testRun.mjs';

await runScript(() => testRun(process.argv.slice(2)));
