import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { decodeText } from '#main/util/decodeText';

/** Where the data folder is looked for. */
export type DataDirOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly envFilePath: string;
  /** Folder when none is configured. By default the platform's folder for a user's program data. */
  readonly fallback?: string;
  /** A relative folder begins here; by default the working directory. */
  readonly base?: string;
};

/**
 * The folder for everything the program stores: CORDBOARD_DATA_DIR of the environment or .env, or
 * the user's folder for program data. Read synchronously, because the shell must know it before
 * anything else happens; never fails.
 */
export function resolveDataDir(options: DataDirOptions): string {
  const configured =
    options.env['CORDBOARD_DATA_DIR']?.trim() || fromEnvFile(options.envFilePath) || undefined;
  if (configured === undefined) {
    return options.fallback ?? userDataDir(options.env);
  }
  return resolve(options.base ?? process.cwd(), configured);
}

/** A configured path: absolute as it is, relative from the data folder, empty stays empty. */
export function inDataDir(dataDir: string, path: string): string {
  return path === '' || isAbsolute(path) ? path : join(dataDir, path);
}

function fromEnvFile(path: string): string {
  try {
    const text = decodeText(readFileSync(path)) ?? '';
    return parseEnv(text)['CORDBOARD_DATA_DIR']?.trim() ?? '';
  } catch {
    // Absent is usual; unreadable is reported where the settings are loaded.
    return '';
  }
}

/** As Electron's app.getPath('userData') gives it, so that `--check` sees what the program sees. */
function userDataDir(env: Readonly<Record<string, string | undefined>>): string {
  switch (process.platform) {
    case 'win32':
      return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Cordboard');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Cordboard');
    default:
      return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'Cordboard');
  }
}
