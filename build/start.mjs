/**
 * `npm start`: everything from a fresh clone to the open console. Arguments after `--`:
 *
 *   --check             print the effective configuration and test the connections, then end
 *   --screenshot FILE   write a PNG of the window once calls are on it, and go on running
 */
import './lib/nodeVersion.mjs';
import { argumentsForProgram } from './lib/appArguments.mjs';
import { ensureBuild } from './lib/appBuild.mjs';
import { runCommand } from './lib/command.mjs';
import { ensureDebianPackages, WINDOW_PACKAGES } from './lib/debianPackages.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { hasDisplay, startDisplay } from './lib/display.mjs';
import { ensureElectron } from './lib/electronRuntime.mjs';
import { ROOT } from './lib/paths.mjs';
import { info, runScript } from './lib/progress.mjs';
import { sandboxArguments } from './lib/sandbox.mjs';
import { supervise } from './lib/supervise.mjs';

await runScript(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--check')) {
    return runCommand('check', 'runCheck', args);
  }
  await ensureDependencies();
  await ensureDebianPackages(WINDOW_PACKAGES, "Electron's window", { required: false });
  const electron = await ensureElectron();
  await ensureBuild();

  const display = hasDisplay() ? undefined : await startDisplay({ endWithLastWindow: true });
  try {
    info(`Starting on Electron ${electron.version}`);
    return await supervise(
      electron.path,
      [...sandboxArguments(), ROOT, ...argumentsForProgram(args)],
      { cwd: ROOT, env: { ...process.env, ...display?.env } },
    );
  } finally {
    await display?.close();
  }
});
