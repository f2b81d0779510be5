/** `npm run build`: builds the program into out/, whether or not its sources changed. */
import './lib/nodeVersion.mjs';
import { ensureBuild } from './lib/appBuild.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runScript } from './lib/progress.mjs';

await runScript(async () => {
  await ensureDependencies();
  await ensureBuild({ force: true });
});
