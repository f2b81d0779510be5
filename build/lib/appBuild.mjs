import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { collectLicences } from './licences.mjs';
import { OUT, ROOT } from './paths.mjs';
import { SetupError, step } from './progress.mjs';
import { run } from './run.mjs';

/** What the build reads; a change in any of these makes it stale. */
const SOURCES = [
  'electron',
  'renderer',
  'src-main',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];

const STAMP = join(OUT, '.stamp');

/**
 * @param {string} path absolute
 * @returns {string[]} one line a file: its name, size and time of change
 */
function fingerprintLines(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    return [];
  }
  if (!stat.isDirectory()) {
    return [`${path} ${stat.size} ${stat.mtimeMs}`];
  }
  return readdirSync(path)
    .sort()
    .flatMap((name) => fingerprintLines(join(path, name)));
}

function sourceFingerprint() {
  const lines = SOURCES.flatMap((name) => fingerprintLines(join(ROOT, name)));
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** True when `out/` was built from the sources as they are now. */
function isBuildFresh() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourceFingerprint();
}

/** Makes the next start build anew, because something else writes into `out/`. */
export async function markBuildStale() {
  await rm(STAMP, { force: true });
}

/** Path of electron-vite's command line. */
export const ELECTRON_VITE = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');

/**
 * Builds main process, preload script and window into `out/`, unless they are up to date.
 *
 * @param {{ force?: boolean }} [options]
 * @throws {SetupError} when the build fails
 */
export async function ensureBuild({ force = false } = {}) {
  if (!force && isBuildFresh()) {
    return;
  }
  // Taken before the build: a file saved while it runs makes it stale again.
  const fingerprint = sourceFingerprint();
  await step('Building', async () => {
    await markBuildStale();
    const { code, output } = await run(process.execPath, [ELECTRON_VITE, 'build'], {
      output: 'capture',
    });
    if (code !== 0) {
      throw new SetupError(`The build failed:\n${output.trim()}`);
    }
    await mkdir(OUT, { recursive: true });
    await writeFile(join(OUT, 'licences.json'), JSON.stringify(collectLicences()));
    await writeFile(STAMP, fingerprint);
  });
}
