import { warn } from './progress.mjs';
import { isRoot } from './run.mjs';

/**
 * Switches for Chromium's sandbox. As root on Linux Chromium refuses to start with it, so from a
 * source tree it is switched off, loudly. The installed program never does this by itself.
 *
 * @returns {string[]}
 */
export function sandboxArguments() {
  if (process.platform !== 'linux' || !isRoot) {
    return [];
  }
  warn(
    'RUNNING AS ROOT, SO WITHOUT THE SANDBOX: a fault in the window could reach this whole machine. ' +
      'Start Cordboard as an ordinary user for anything but trying it out.',
  );
  return ['--no-sandbox'];
}
