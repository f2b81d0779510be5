/**
 * `npm run dist`: the program as it is installed. Makes `dist/linux-unpacked` (or the folder of the
 * system this runs on) and, on Debian, a .deb of it. With `--targets` electron-builder makes the
 * installers configured in electron-builder.ts instead, which needs its downloads.
 */
import './lib/nodeVersion.mjs';
import { existsSync } from 'node:fs';
import { copyFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuild } from './lib/appBuild.mjs';
import { makeDebianPackage } from './lib/debianInstaller.mjs';
import { isDebian } from './lib/debianPackages.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureElectron } from './lib/electronRuntime.mjs';
import { ROOT } from './lib/paths.mjs';
import { info, runScript, SetupError, step } from './lib/progress.mjs';
import { run } from './lib/run.mjs';

/** @typedef {import('./lib/electronRuntime.mjs').ElectronRuntime} ElectronRuntime */

const DIST = join(ROOT, 'dist');

/**
 * @param {ElectronRuntime} electron
 * @param {readonly string[]} targets
 */
async function pack(electron, targets) {
  // electron-builder finds out the version of the pinned electron, but not that of the stand-in.
  const runtime = electron.source === 'stand-in' ? [`-c.electronVersion=${electron.version}`] : [];
  const { code, output } = await run(
    process.execPath,
    [
      join(ROOT, 'node_modules', 'electron-builder', 'cli.js'),
      ...['--config', 'electron-builder.ts', '--publish', 'never', ...targets],
      ...[`-c.electronDist=${electron.dist}`, ...runtime],
    ],
    { output: 'capture' },
  );
  if (code !== 0) {
    throw new SetupError(`electron-builder failed:\n${output.trim().slice(-6_000)}`);
  }
}

/**
 * @param {string} path
 * @returns {Promise<number>} bytes in a file or in a whole folder
 */
async function sizeOf(path) {
  const about = await stat(path);
  if (!about.isDirectory()) {
    return about.size;
  }
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** @param {string} path */
async function announce(path) {
  info(`${path} (${((await sizeOf(path)) / 1e6).toFixed(1)} MB)`);
}

await runScript(async () => {
  const withTargets = process.argv.includes('--targets');
  await ensureDependencies();
  const electron = await ensureElectron();
  if (withTargets && electron.source === 'stand-in') {
    throw new SetupError(
      'Releases are made with the pinned Electron, whose download cannot be had here. ' +
        'Without --targets the program and a .deb for trying out are made with the stand-in.',
    );
  }
  await ensureBuild();
  await rm(DIST, { recursive: true, force: true });
  await step('Packing the program', () => pack(electron, withTargets ? [] : ['--dir']));

  const unpacked = join(DIST, 'linux-unpacked');
  if (existsSync(unpacked)) {
    // The runtime's own start-up app is of no use once the program is in app.asar.
    await rm(join(unpacked, 'resources', 'default_app.asar'), { force: true });
    await writeFile(join(unpacked, 'version'), electron.version);
    await copyFile(join(ROOT, 'LICENSE'), join(unpacked, 'LICENSE'));
    await announce(unpacked);
    await announce(join(unpacked, 'resources', 'app.asar'));
    if (!withTargets && isDebian()) {
      await announce(await step('Making the .deb', () => makeDebianPackage(unpacked, DIST)));
    }
  }
  info(`Packed with Electron ${electron.version}`);
});
