import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { App } from 'electron';
import { resolveDataDir } from '#main/config/installation/dataDir';

/** Where things are. All absolute. */
export type ShellPaths = {
  /** Everything the program stores. */
  readonly dataDir: string;
  readonly envFile: string;
  /** Built files of the window. */
  readonly rendererRoot: string;
  readonly preload: string;
  /** Built worker of the call history. */
  readonly historyWorker: string;
  /** Built worker of the voice detection, and its model. */
  readonly sileroWorker: string;
  /** Built script of a plugin's thread. */
  readonly pluginWorker: string;
  readonly sileroModel: string;
};

/**
 * Finds them. From source, `.env` is at the top of the repository; an installed program has none of its own there, so it is
 * looked for in the user's folder for program data.
 */
export function shellPaths(
  app: Pick<App, 'getAppPath' | 'getPath' | 'isPackaged'>,
  env: NodeJS.ProcessEnv,
): ShellPaths {
  const root = programRoot(app.getAppPath());
  const usual = join(app.getPath('appData'), 'Cordboard');
  const envFile = join(app.isPackaged ? usual : root, '.env');
  return {
    dataDir: resolveDataDir({ env, envFilePath: envFile, fallback: usual }),
    envFile,
    rendererRoot: join(root, 'out', 'renderer'),
    preload: join(root, 'out', 'preload', 'preload.cjs'),
    historyWorker: join(root, 'out', 'main', 'historyWorker.js'),
    sileroWorker: join(root, 'out', 'main', 'sileroWorker.js'),
    pluginWorker: join(root, 'out', 'main', 'pluginWorker.js'),
    sileroModel: join(root, 'out', 'main', 'silero_vad.onnx'),
  };
}

/** The folder with package.json: Electron gives the folder of the script when it was started with a script. */
function programRoot(start: string): string {
  let folder = start;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) {
      return start;
    }
    folder = parent;
  }
  return folder;
}
