import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDebian } from './debianPackages.mjs';
import { isInOurFolders } from './ours.mjs';
import { ASTERISK_CHROOT } from './paths.mjs';
import { info, SetupError, step } from './progress.mjs';
import { isRoot, run } from './run.mjs';

/** Debian's release that has Asterisk; today's stable ones do not. */
const RELEASE = 'sid';

/** What goes into the chroot beside the smallest Debian. */
const PACKAGES = ['asterisk', 'asterisk-core-sounds-en'];

/** Written last, with the Asterisk version in it: a folder without it was not finished. */
const COMPLETE = join(ASTERISK_CHROOT, '.complete');

/** What only an installer needs, and what a test machine can do without. */
const PRUNED = [
  'var/cache/apt',
  'var/lib/apt/lists',
  'usr/share/doc',
  'usr/share/man',
  'usr/share/locale',
];

/**
 * The Debian mirror this machine is set up for.
 *
 * @returns {Promise<string>} its address
 */
async function debianMirror() {
  const { output } = await run('apt-get', ['indextargets', '--format', '$(REPO_URI)'], {
    output: 'capture',
  });
  const mirror = output
    .split('\n')
    .map((line) => line.trim())
    .find((line) => /^https?:.*\/debian\/?$/.test(line));
  if (mirror === undefined) {
    throw new SetupError(
      "No Debian mirror was found in apt's sources. Run apt-get update, then the same command again.",
    );
  }
  return mirror;
}

/**
 * @param {string} root folder of the finished file system
 * @returns {Promise<string>} e.g. `22.10.1`
 */
async function asteriskVersion(root) {
  const { code, output } = await run('chroot', [root, 'asterisk', '-V'], { output: 'capture' });
  if (code !== 0) {
    throw new SetupError(`The test Asterisk does not run: ${output.trim()}`);
  }
  return /\d+(\.\d+)+/.exec(output)?.[0] ?? output.trim();
}

/** @param {string} folder where the file system is made */
async function bootstrap(folder) {
  const mirror = await debianMirror();
  const { code, output } = await run(
    'debootstrap',
    [
      '--variant=minbase',
      '--keyring=/usr/share/keyrings/debian-archive-keyring.gpg',
      `--include=${PACKAGES.join(',')}`,
      ...[RELEASE, folder, mirror],
    ],
    { output: 'capture', timeoutMs: 900_000 },
  );
  if (code !== 0) {
    throw new SetupError(
      `debootstrap could not make the test Asterisk (code ${code}):\n${output.trim().split('\n').slice(-12).join('\n')}`,
    );
  }
  for (const path of PRUNED) {
    await rm(join(folder, path), { recursive: true, force: true });
  }
}

/**
 * Makes the Asterisk that the tests call: a Debian file system of its own, in which `chroot` runs
 * it. Nothing is mounted. An unfinished one of an interrupted run is made anew.
 *
 * @returns {Promise<string>} its version
 * @throws {SetupError} when it is missing and cannot be made here
 */
export async function ensureAsterisk() {
  if (isInOurFolders(ASTERISK_CHROOT)) {
    throw new SetupError(
      `CORDBOARD_CACHE_DIR leads to the sources, which the checks walk through: ${ASTERISK_CHROOT}. Name another folder.`,
    );
  }
  if (existsSync(COMPLETE)) {
    const version = readFileSync(COMPLETE, 'utf8').trim();
    info(`Test Asterisk ${version} is in place`);
    return version;
  }
  if (!isRoot || !isDebian()) {
    throw new SetupError(
      'The tests call a real Asterisk in a chroot, which only root on Debian or Ubuntu can make. ' +
        `Run "sudo node build/setup.mjs --asterisk" on such a system (it goes into ${ASTERISK_CHROOT}), ` +
        'or leave these tests out: npm test -- --only typecheck,lint,layers,unit.',
    );
  }
  return step('Making the test Asterisk (debootstrap, about a minute)', async () => {
    await mkdir(dirname(ASTERISK_CHROOT), { recursive: true });
    const folder = await mkdtemp(`${ASTERISK_CHROOT}.making-`);
    try {
      await bootstrap(folder);
      const version = await asteriskVersion(folder);
      await writeFile(join(folder, '.complete'), `${version}\n`);
      // The temporary folder is private to its maker; Asterisk in it runs as another user.
      await run('chmod', ['755', folder]);
      await rm(ASTERISK_CHROOT, { recursive: true, force: true });
      await rename(folder, ASTERISK_CHROOT);
      return version;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
