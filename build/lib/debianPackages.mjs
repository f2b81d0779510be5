import { existsSync, readFileSync } from 'node:fs';
import { SetupError, step, warn } from './progress.mjs';
import { isRoot, run } from './run.mjs';

/** What Electron needs on Debian to open a window. */
export const WINDOW_PACKAGES = [
  'libgtk-3-0',
  'libnss3',
  'libgbm1',
  'libasound2',
  'libxss1',
  'libatk-bridge2.0-0',
];

/** A display in memory, for machines without one. */
export const DISPLAY_PACKAGES = ['xvfb'];

/**
 * What the tests need: a SIP phone, a load generator, a packet recorder, a voice, a chroot, a
 * monitoring server.
 */
export const TEST_PACKAGES = [
  ...WINDOW_PACKAGES,
  ...DISPLAY_PACKAGES,
  'baresip-core',
  'sip-tester',
  'tcpdump',
  'espeak-ng',
  'sox',
  'debootstrap',
  'unzip',
  'prometheus',
  'asterisk-core-sounds-en-wav',
  'asterisk-core-sounds-it-wav',
];

/** Recorded speech of five people in as many languages, and music. */
export const SPEECH_PACKAGES = [
  ...['en', 'es', 'fr', 'it', 'ru'].map((language) => `asterisk-core-sounds-${language}-wav`),
  'asterisk-moh-opsound-wav',
];

/** Later Debian and Ubuntu releases renamed these libraries; either name will do. */
const RENAMED = new Map([
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libasound2', 'libasound2t64'],
  ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
]);

/** One line a package; the braces are dpkg's own. */
const DPKG_FORMAT = ['Package', 'db:Status-Status'].map((field) => `\${${field}}`).join(' ') + '\n';

/** True on Debian, Ubuntu and what descends from them. */
export function isDebian() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) {
    return false;
  }
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/**
 * @param {readonly string[]} names
 * @returns {Promise<string[]>} those of them that are not installed
 */
async function missingPackages(names) {
  const asked = names.flatMap((name) => [name, RENAMED.get(name) ?? []].flat());
  const { output } = await run('dpkg-query', ['-W', '-f', DPKG_FORMAT, ...asked], {
    output: 'capture',
  });
  const installed = new Set(
    output
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !installed.has(name) && !installed.has(RENAMED.get(name) ?? name));
}

/**
 * Replaces the names this release does not have by their new names.
 *
 * @param {readonly string[]} names
 */
async function namesOfThisRelease(names) {
  const chosen = [];
  for (const name of names) {
    const renamed = RENAMED.get(name);
    const { output } = renamed
      ? await run('apt-cache', ['policy', renamed], { output: 'capture' })
      : { output: '' };
    chosen.push(renamed && /Candidate: (?!\(none\))/.test(output) ? renamed : name);
  }
  return chosen;
}

/** @param {readonly string[]} names */
async function install(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = ['-q', '-o', 'Dpkg::Use-Pty=0'];
  const update = await run('apt-get', ['update', ...quiet], { env, output: 'capture' });
  const wanted = await namesOfThisRelease(names);
  const { code, output } = await run(
    'apt-get',
    ['install', '-y', '--no-install-recommends', ...quiet, ...wanted],
    { env, output: 'capture' },
  );
  if (code !== 0) {
    throw new SetupError(
      `apt-get could not install ${wanted.join(' ')}:\n${(update.output + output).trim().split('\n').slice(-12).join('\n')}\n` +
        'Repair that (often: apt-get update, or a package lock held by another program), then run the same command again.',
    );
  }
}

/**
 * Makes sure that Debian packages are there. As root on Debian or Ubuntu it installs them. For
 * another user it prints the one command to run. On other systems it does nothing, because they
 * have other names for these libraries.
 *
 * @param {readonly string[]} names
 * @param {string} purpose completes "needed for …"
 * @param {{ required?: boolean }} [options] `required: false` only warns where another user would
 *   have to install them: a derived system may have the same library under another name
 * @throws {SetupError} when something is missing and cannot be installed from here
 */
export async function ensureDebianPackages(names, purpose, { required = true } = {}) {
  if (!isDebian()) {
    return;
  }
  const missing = await missingPackages(names);
  if (missing.length === 0) {
    return;
  }
  if (!isRoot) {
    const wanted = await namesOfThisRelease(missing);
    const message =
      `These Debian packages are needed for ${purpose} and are not installed. Run this, then the same command again:\n\n` +
      `  sudo apt-get install -y --no-install-recommends ${wanted.join(' ')}\n`;
    if (required) {
      throw new SetupError(message);
    }
    warn(message);
    return;
  }
  await step(`Installing Debian packages for ${purpose}: ${missing.join(' ')}`, () =>
    install(missing),
  );
}
