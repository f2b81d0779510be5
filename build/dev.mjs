/**
 * `npm run dev`: the console from source. A change in the window shows at once, a change in main
 * process or preload script restarts the program. Ends with Ctrl-C or when the program is quit.
 */
import './lib/nodeVersion.mjs';
import { argumentsForProgram } from './lib/appArguments.mjs';
import { ELECTRON_VITE, markBuildStale } from './lib/appBuild.mjs';
import { ensureDebianPackages, WINDOW_PACKAGES } from './lib/debianPackages.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { hasDisplay, startDisplay } from './lib/display.mjs';
import { ensureElectron } from './lib/electronRuntime.mjs';
import { ROOT } from './lib/paths.mjs';
import { info, runScript } from './lib/progress.mjs';
import { sandboxArguments } from './lib/sandbox.mjs';
import { supervise } from './lib/supervise.mjs';

await runScript(async () => {
  await ensureDependencies();
  await ensureDebianPackages(WINDOW_PACKAGES, "Electron's window", { required: false });
  const electron = await ensureElectron();
  await markBuildStale();
  const display = hasDisplay() ? undefined : await startDisplay();
  try {
    info(`Developing on Electron ${electron.version}`);
    const forProgram = argumentsForProgram(process.argv.slice(2));
    return await supervise(
      process.execPath,
      [
        ELECTRON_VITE,
        'dev',
        '--watch',
        ...(sandboxArguments().length > 0 ? ['--noSandbox'] : []),
        ...(forProgram.length > 0 ? ['--', ...forProgram] : []),
      ],
      {
        cwd: ROOT,
        signalGroup: true,
        env: {
          ...process.env,
          ELECTRON_EXEC_PATH: electron.path,
          ...display?.env,
        },
      },
    );
  } finally {
    await display?.close();
  }
});
