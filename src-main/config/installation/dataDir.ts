import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { decodeText } from '#main/util/decodeText';
import { parseEnvFile } from '../settings/envFile';

/** Sources of the data folder's path. */
export type DataDirOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly envFilePath: string;
  /** Folder if none is configured. By default the platform's folder for a user's program data. */
  readonly fallback?: string;
  /** Start of a relative path; by default the working directory. */
  readonly base?: string;
};

/**
 * The folder for everything the program stores: CORDBOARD_DATA_DIR of the environment or .env, or
 * the user's folder for program data. Synchronous, because the shell must know it before anything
 * else happens. Never fails.
 */
export function resolveDataDir(options: DataDirOptions): string {
  const configured =
    options.env['CORDBOARD_DATA_DIR']?.trim() || fromEnvFile(options.envFilePath) || undefined;
  if (configured === undefined) {
    return options.fallback ?? userDataDir(options.env);
  }
  return resolve(options.base ?? process.cwd(), configured);
}

/** Resolves a configured path: a relative path begins at the data folder; empty stays empty. */
export function inDataDir(dataDir: string, path: string): string {
  return path === '' || isAbsolute(path) ? path : join(dataDir, path);
}

function fromEnvFile(path: string): string {
  try {
    const text = decodeText(readFileSync(path)) ?? '';
    return parseEnvFile(path, text).entries.get('CORDBOARD_DATA_DIR')?.text.trim() ?? '';
  } catch {
    // The file is usually absent. An unreadable one is reported when the settings are loaded.
    return '';
  }
}

/** The same path as Electron's app.getPath('userData'), so that `--check` sees the same data. */
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
