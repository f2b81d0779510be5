import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { App } from 'electron';
import { resolveDataDir } from '#main/config/installation/dataDir';
import { builtFiles, type ProgramFiles } from '#main/program/programFiles';

/** All absolute. */
export type ShellPaths = {
  /** Holds everything that the program stores. */
  readonly dataDir: string;
  readonly envFile: string;
  /** Built files of the window. */
  readonly rendererRoot: string;
  readonly preload: string;
  /** What the build lists of the packages in the program. */
  readonly licences: string;
  /** The documents for people. */
  readonly docs: string;
  readonly icon: string;
  readonly program: ProgramFiles;
};

/**
 * From source, `.env` is at the top of the repository. An installed program has no `.env` of its
 * own, so it reads the one in the user's folder for program data.
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
    licences: join(root, 'out', 'licences.json'),
    docs: join(app.isPackaged ? dirname(root) : root, 'docs'),
    icon: join(app.isPackaged ? dirname(root) : join(root, 'build'), 'icon.png'),
    program: builtFiles(join(root, 'out', 'main')),
  };
}

/**
 * The nearest folder with a package.json, from `start` upwards. Electron that was started with a
 * script gives the folder of the script.
 */
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
