import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { onOrphaned } from './orphaned.mjs';
import { warn } from './progress.mjs';
import { waitUntil } from './run.mjs';

/** Time the program has to end in order (live calls are handed back) before it is killed, ms. */
const ORDERED_EXIT_MS = 15_000;

/** Time helper processes have to go after the program itself went, ms. */
const STRAGGLERS_MS = 2_000;

const onWindows = process.platform === 'win32';

/**
 * True while any process of the group lives.
 *
 * @param {number} group
 */
function isGroupAlive(group) {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

/** @param {number} group */
function killGroup(group) {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // Nothing of the group is left, as intended.
  }
}

/**
 * Runs a program in a process group of its own and stays until nothing of it is left. SIGINT,
 * SIGTERM, SIGHUP and the death of npm are passed on as one SIGTERM; the program then has 15 s to
 * end in order. A second signal, or the end of that time, kills the whole group.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env: NodeJS.ProcessEnv, cwd: string, signalGroup?: boolean }} options `signalGroup`
 *   hands the SIGTERM to every process of the group, for programs that do not pass it on
 * @returns {Promise<number>} the program's exit code; 128 + signal number when a signal ended it
 */
export async function supervise(command, args, { env, cwd, signalGroup = false }) {
  const child = spawn(command, [...args], {
    env,
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: !onWindows,
  });
  const group = onWindows ? undefined : child.pid;
  let stopping = false;
  /** @type {NodeJS.Timeout | undefined} */
  let deadline;

  const kill = () => (group === undefined ? child.kill('SIGKILL') : killGroup(group));
  const stop = () => {
    if (stopping) {
      kill();
      return;
    }
    stopping = true;
    try {
      if (signalGroup && group !== undefined) {
        process.kill(-group, 'SIGTERM');
      } else {
        child.kill('SIGTERM');
      }
    } catch {
      // It ended in this very moment.
    }
    deadline = setTimeout(() => {
      warn(`The program did not end within ${ORDERED_EXIT_MS / 1000} s; ending it by force`);
      kill();
    }, ORDERED_EXIT_MS);
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) {
    process.on(signal, stop);
  }
  const stopLooking = onOrphaned(stop);
  // A last resort, for an end of this process that no handler notices.
  const onExit = () => kill();
  process.on('exit', onExit);
  try {
    const code = await new Promise((done, failed) => {
      child.once('error', failed);
      child.once('exit', (exitCode, signal) =>
        done(exitCode ?? 128 + (signal ? constants.signals[signal] : 0)),
      );
    });
    if (group !== undefined) {
      await waitUntil(() => !isGroupAlive(group), signalGroup ? ORDERED_EXIT_MS : STRAGGLERS_MS);
      killGroup(group);
    }
    return code;
  } finally {
    clearTimeout(deadline);
    stopLooking();
    process.removeListener('exit', onExit);
    for (const signal of signals) {
      process.removeListener(signal, stop);
    }
  }
}
