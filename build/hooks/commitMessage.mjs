/** Git's hook `commit-msg`, which is given the file with the message. */
import '../lib/nodeVersion.mjs';
import { readFileSync } from 'node:fs';
import { commitMessageFault } from '../lib/commitMessage.mjs';
import { runScript, SetupError } from '../lib/progress.mjs';

await runScript(async () => {
  const fault = commitMessageFault(readFileSync(process.argv[2] ?? '', 'utf8'));
  if (fault !== undefined) {
    throw new SetupError(`Nothing was committed. ${fault}`);
  }
});
