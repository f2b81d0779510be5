import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureGitHooks } from './gitHooks.mjs';
import { ROOT } from './paths.mjs';
import { SetupError, step } from './progress.mjs';
import { runNpm } from './run.mjs';

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} LockedPackage */

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes its record of what it
 * installed (`node_modules/.package-lock.json`) last, so an interrupted install has none.
 *
 * @param {string} root folder with package-lock.json and node_modules
 */
export function areDependenciesInstalled(root) {
  const wanted = lockedPackages(join(root, 'package-lock.json'));
  const present = lockedPackages(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) {
    return false;
  }
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    const installed = present[path];
    return path === '' || (installed ? installed.version === version : optional === true);
  });
}

/**
 * Installs the packages of package-lock.json where they are missing or of another version, and then
 * the hooks of git, which npm's own `prepare` cannot do: `ignore-scripts` is set.
 *
 * @throws {SetupError} when npm fails
 */
export async function ensureDependencies() {
  if (areDependenciesInstalled(ROOT)) {
    return;
  }
  await step('Installing packages (npm ci)', async () => {
    // No package needs its install script: native parts come prebuilt inside the packages.
    const { code } = await runNpm(
      ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      { env: { ...process.env, NODE_ENV: 'development', ONNXRUNTIME_NODE_INSTALL: 'skip' } },
    );
    if (code !== 0) {
      throw new SetupError(
        `npm ci ended with code ${code}; its own message is above. ` +
          'Check that the npm registry can be reached (npm ping), then run the same command again.',
      );
    }
  });
  await ensureGitHooks();
}
