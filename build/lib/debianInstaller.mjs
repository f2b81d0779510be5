import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/** Debian's name of the architecture this runs on. */
const ARCHITECTURE = process.arch === 'x64' ? 'amd64' : process.arch;

/**
 * Makes a .deb from a packed program: it installs into /usr/lib/cordboard with a command
 * `cordboard`, a menu entry and an icon, and with Chromium's sandbox helper set up as it must be.
 *
 * @param {string} unpacked folder of the packed program; needs the files `version` and `LICENSE`
 * @param {string} folder where the .deb goes
 * @returns {Promise<string>} path of the .deb
 */
export async function makeDebianPackage(unpacked, folder) {
  // The package has no types of its own.
  const name = 'electron-installer-debian';
  const { default: makeInstaller } = await import(name);
  const { packagePaths } = await makeInstaller({
    src: unpacked,
    dest: folder,
    arch: ARCHITECTURE,
    options: {
      name: 'cordboard',
      productName: 'Cordboard',
      genericName: 'Call supervision',
      description: 'Watch over and steer phone calls that a voice AI answers',
      productDescription:
        'Cordboard connects phone calls from Asterisk to Gemini Live and shows them to a supervisor, ' +
        'who sees and hears every call and can step in at any moment.',
      maintainer: 'The Cordboard developers <developers@cordboard.invalid>',
      bin: 'cordboard',
      icon: join(ROOT, 'build', 'icon.png'),
      categories: ['Office', 'Telephony', 'AudioVideo'],
      section: 'comm',
      depends: [
        'libasound2 | libasound2t64',
        'libgbm1',
        'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
      ],
      // Quick to make, near xz in size, and read by every dpkg since Debian 12 and Ubuntu 18.04.
      compression: 'zstd',
    },
  });
  return packagePaths[0];
}
