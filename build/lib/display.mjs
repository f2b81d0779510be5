import { spawn } from 'node:child_process';
import { DISPLAY_PACKAGES, ensureDebianPackages, isDebian } from './debianPackages.mjs';
import { createDisplayAuthority } from './displayAuthority.mjs';
import { info, SetupError } from './progress.mjs';
import { run, waitUntil } from './run.mjs';

/** Time Xvfb may take to open its display, ms. */
const START_TIMEOUT_MS = 10_000;

/** Time Xvfb may take to end before it is killed, ms. */
const END_TIMEOUT_MS = 3_000;

/**
 * @typedef {object} Display
 * @property {{ DISPLAY: string, XAUTHORITY: string }} env for the programs that may use it
 * @property {() => Promise<void>} close ends the display; may be called again
 */

/** True when a window can be opened as things are. */
export function hasDisplay() {
  return (
    process.platform !== 'linux' ||
    Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
  );
}

/** @throws {SetupError} when there is no Xvfb and it cannot be installed from here */
async function ensureXvfb() {
  if ((await run('Xvfb', ['-version'], { output: 'capture' })).code !== 127) {
    return;
  }
  await ensureDebianPackages(DISPLAY_PACKAGES, 'a window without a screen');
  if (!isDebian()) {
    throw new SetupError(
      'There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set) and no Xvfb to make one. ' +
        'Install Xvfb with the package manager of this system, or run this in a desktop session.',
    );
  }
}

/**
 * Starts Xvfb on a display number that it finds free by itself. It runs in a process group of its
 * own, so that a Ctrl-C in the terminal reaches the program and not its display. Other users of
 * this machine have no cookie and cannot connect: they would see the window and could click in it.
 *
 * @param {{ endWithLastWindow?: boolean }} [options] `endWithLastWindow`: Xvfb also ends by itself
 *   when its last client goes, should this process be killed
 * @returns {Promise<Display>}
 * @throws {SetupError} when Xvfb cannot be had or does not start
 */
export async function startDisplay({ endWithLastWindow = false } = {}) {
  await ensureXvfb();
  const authority = createDisplayAuthority();
  const child = spawn(
    'Xvfb',
    [
      ...['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'],
      ...['-auth', authority.file],
      ...(endWithLastWindow ? ['-terminate'] : []),
    ],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true },
  );
  let number = '';
  let complaint = '';
  let ended = false;
  child.once('error', (error) => {
    complaint += error.message;
    ended = true;
  });
  child.once('exit', () => (ended = true));
  child.stderr?.on('data', (chunk) => (complaint = (complaint + chunk).slice(-2_000)));
  child.stdio[3]?.on('data', (chunk) => (number += chunk));

  const end = async () => {
    if (!ended) {
      child.kill('SIGTERM');
      if (!(await waitUntil(() => ended, END_TIMEOUT_MS))) {
        child.kill('SIGKILL');
      }
    }
    authority.remove();
  };
  if (!(await waitUntil(() => ended || number.endsWith('\n'), START_TIMEOUT_MS)) || ended) {
    await end();
    throw new SetupError(`Xvfb did not start: ${complaint.trim() || 'it said nothing'}`);
  }
  process.once('exit', () => {
    child.kill('SIGKILL');
    authority.remove();
  });
  const name = `:${number.trim()}`;
  info(`No display here: running under Xvfb on ${name}`);
  return { env: { DISPLAY: name, XAUTHORITY: authority.file }, close: end };
}

/**
 * Runs work whose programs, too, have a display of their own.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {SetupError} as startDisplay does
 */
export async function onDisplay(work) {
  const display = await startDisplay();
  Object.assign(process.env, display.env);
  try {
    return await work();
  } finally {
    await display.close();
  }
}
