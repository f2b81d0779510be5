/** `npm run format`: writes our files as the format check wants them. */
import './lib/nodeVersion.mjs';
import { join } from 'node:path';
import { FORMATTED } from './lib/ours.mjs';
import { ROOT } from './lib/paths.mjs';
import { runScript } from './lib/progress.mjs';
import { run } from './lib/run.mjs';

await runScript(async () => {
  const prettier = join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
  const { code } = await run(process.execPath, [prettier, '--write', ...FORMATTED]);
  return code;
});
