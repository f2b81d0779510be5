import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { onOrphaned } from './orphaned.mjs';
import { ROOT } from './paths.mjs';

/**
 * Programs that run in groups of their own at this moment.
 *
 * @type {Set<import('node:child_process').ChildProcess>}
 */
const runningGroups = new Set();

/** Ends every program that was started with `group: true` and still runs, with its descendants. */
function endRunningGroups() {
  for (const { pid } of runningGroups) {
    try {
      process.kill(-(/** @type {number} */ (pid)), 'SIGTERM');
    } catch {
      // It ended in this very moment, or never started.
    }
  }
}

/**
 * From now on a signal, or the end of the npm that started us, ends this process and every program
 * that runs in a group of its own.
 */
export function endGroupsWithUs() {
  const stop = () => {
    endRunningGroups();
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, stop);
  }
  onOrphaned(stop);
}

/** Output kept of a finished program, bytes: enough for any message worth showing. */
const KEPT_OUTPUT_BYTES = 1_000_000;

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] working folder, the repository's top by default
 * @property {NodeJS.ProcessEnv} [env] the whole environment of the program
 * @property {'inherit' | 'capture'} [output] shown as it comes, or kept and returned
 * @property {number} [maxOutputBytes] how much of the output is kept, its end
 * @property {number} [timeoutMs] the program is killed after this time
 * @property {boolean} [group] in a process group of its own, for endRunningGroups
 * @property {boolean} [shell] run through the command interpreter (needed for .cmd files on
 * Windows)
 *
 * @typedef {object} RunResult
 * @property {number} code exit code; 127 when the program could not be started, 124 after a
 * time-out
 * @property {string} output what it wrote to both outputs, when captured
 */

/**
 * Runs a program to its end. Never throws: a program that cannot be started has code 127.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, options = {}) {
  const {
    cwd = ROOT,
    env = process.env,
    output = 'inherit',
    timeoutMs,
    shell = false,
    maxOutputBytes = KEPT_OUTPUT_BYTES,
  } = options;
  const group = options.group === true && process.platform !== 'win32';
  return new Promise((done) => {
    const child = spawn(command, [...args], {
      cwd,
      env,
      shell,
      detached: group,
      // A program in a session of its own has no terminal to read from.
      stdio:
        output === 'inherit'
          ? [group ? 'ignore' : 'inherit', 'inherit', 'inherit']
          : ['ignore', 'pipe', 'pipe'],
    });
    if (group) {
      runningGroups.add(child);
    }
    let text = '';
    let timedOut = false;
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      text = (text + chunk.toString('utf8')).slice(-maxOutputBytes);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, timeoutMs);
    child.once('error', (error) => {
      clearTimeout(timer);
      runningGroups.delete(child);
      done({ code: 127, output: `${text}${error.message}` });
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      runningGroups.delete(child);
      done({ code: timedOut ? 124 : (code ?? 1), output: text });
    });
  });
}

/**
 * Runs npm: the very one that runs this script, or the one on the path.
 *
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runNpm(args, options = {}) {
  const own = process.env['npm_execpath'];
  if (own && /\.c?js$/.test(own)) {
    return run(process.execPath, [own, ...args], options);
  }
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** True when this process may install system packages and build a chroot. */
export const isRoot = process.getuid?.() === 0;

/**
 * Waits until a condition holds.
 *
 * @param {() => boolean} holds
 * @param {number} timeoutMs
 * @returns {Promise<boolean>} false when the time ran out first
 */
export async function waitUntil(holds, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  while (!holds()) {
    if (Date.now() >= deadline) {
      return false;
    }
    await sleep(25);
  }
  return true;
}
