/**
 * `npm run token`: makes, lists and removes tokens of the HTTP API, on a fresh clone too and while
 * the program runs. Arguments after `--`:
 *
 *   NAME             make a token that may read, and print it once
 *   NAME --act       make one that may also act
 *   --list
 *   --remove NAME
 */
import './lib/nodeVersion.mjs';
import { runCommand } from './lib/command.mjs';
import { runScript } from './lib/progress.mjs';

await runScript(() => runCommand('apiTokens', 'runApiTokens', process.argv.slice(2)));
