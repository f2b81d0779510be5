import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CACHE, ROOT } from './paths.mjs';
import { SetupError, step, warn } from './progress.mjs';
import { run } from './run.mjs';
import {
  ensureStandIn,
  hasStandIn,
  isStandInPossible,
  STAND_IN_DIST,
  STAND_IN_VERSION,
} from './standInElectron.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} path the program
 * @property {string} version Electron's version
 * @property {'electron' | 'stand-in'} source the pinned `electron` package's own program, or the
 *   older one from the npm registry
 * @property {string} dist folder the program lies in
 */

/** Time Electron's own download may take: 120 MB over a slow line. */
const DOWNLOAD_TIMEOUT_MS = 300_000;

/** How long a failed download is remembered when a stand-in can be used instead, ms. */
const REMEMBER_FAILURE_MS = 24 * 3_600_000;

const PACKAGE = join(ROOT, 'node_modules', 'electron');

/** @returns {string} the pinned version of the `electron` package */
function pinnedVersion() {
  return JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')).version;
}

/**
 * @param {string} version
 * @returns {ElectronRuntime | undefined}
 */
function downloadedRuntime(version) {
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] || join(PACKAGE, 'dist');
  try {
    const path = join(dist, readFileSync(join(PACKAGE, 'path.txt'), 'utf8').trim());
    const found = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
    return found === version && existsSync(path)
      ? { path, version, source: 'electron', dist }
      : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} version */
const failureMarker = (version) => join(CACHE, 'electron', `download-failed-${version}`);

/** @param {string} version */
function failedLately(version) {
  try {
    return Date.now() - statSync(failureMarker(version)).mtimeMs < REMEMBER_FAILURE_MS;
  } catch {
    return false;
  }
}

/**
 * Runs the package's own downloader.
 *
 * @param {string} version
 * @throws {SetupError} with the reason, when the program cannot be had that way
 */
async function download(version) {
  const { code, output } = await run(process.execPath, [join(PACKAGE, 'install.js')], {
    output: 'capture',
    timeoutMs: DOWNLOAD_TIMEOUT_MS,
  });
  if (code === 0) {
    await rm(failureMarker(version), { force: true });
    return;
  }
  await mkdir(join(CACHE, 'electron'), { recursive: true });
  await writeFile(failureMarker(version), output);
  const reason =
    code === 124 ? `no end after ${DOWNLOAD_TIMEOUT_MS / 1000} s` : output.trim().split('\n')[0];
  throw new SetupError(
    `Electron ${version} could not be downloaded (${reason || `code ${code}`}).`,
  );
}

/**
 * Makes sure that there is an Electron program to run: that of the pinned `electron` package, which
 * is downloaded at the first use, or the stand-in when that download cannot be had.
 *
 * @returns {Promise<ElectronRuntime>}
 * @throws {SetupError} when neither can be had
 */
export async function ensureElectron() {
  const version = pinnedVersion();
  const present = downloadedRuntime(version);
  if (present) {
    return present;
  }
  if (!(failedLately(version) && hasStandIn())) {
    try {
      await step(`Downloading Electron ${version}`, () => download(version));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!isStandInPossible) {
        throw new SetupError(
          `${reason} Check the way to the internet, or set ELECTRON_MIRROR to a mirror of its releases, or unpack a ` +
            'release yourself and set ELECTRON_OVERRIDE_DIST_PATH to its folder; then run the same command again.',
          { cause: error },
        );
      }
      warn(reason);
    }
    const downloaded = downloadedRuntime(version);
    if (downloaded) {
      return downloaded;
    }
  }
  const path = await ensureStandIn();
  warn(
    `Running on the stand-in Electron ${STAND_IN_VERSION} instead of ${version}; the download is tried again after a day ` +
      `(or delete ${failureMarker(version)})`,
  );
  return { path, version: STAND_IN_VERSION, source: 'stand-in', dist: STAND_IN_DIST };
}
