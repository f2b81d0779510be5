/** Output for people: what is being done, how long it took, and what to do when it fails. */

const isTerminal = process.stdout.isTTY === true && !process.env['NO_COLOR'];

/**
 * @param {string} code
 * @param {string} text
 */
const colour = (code, text) => (isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text);

/**
 * A failure whose message already tells a person what happened and what to do; scripts print the
 * message alone, without a stack.
 */
export class SetupError extends Error {
  /**
   * @param {string} message
   * @param {{ cause?: unknown }} [options]
   */
  constructor(message, options) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** @param {number} ms */
export function formatDuration(ms) {
  const seconds = Math.round(ms / 1000);
  return ms < 60_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** @param {string} text */
export function info(text) {
  console.log(`${colour('36', '•')} ${text}`);
}

/** @param {string} text */
export function warn(text) {
  console.warn(`${colour('33;1', '!')} ${text}`);
}

/** @param {string} text */
export function fail(text) {
  console.error(`${colour('31;1', '✗')} ${text}`);
}

/** @param {string} text */
export function heading(text) {
  console.log(`\n${colour('1', `── ${text} ──`)}`);
}

/**
 * Runs one long step: says that it starts, repeats every 15 s that it still runs (so that a silent
 * download does not look like a hang), and says how long it took.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const startedAt = Date.now();
  info(`${title} …`);
  const stillRunning = setInterval(() => {
    info(`${title}: still at it after ${formatDuration(Date.now() - startedAt)}`);
  }, 15_000);
  stillRunning.unref();
  try {
    const value = await work();
    console.log(`${colour('32', '✓')} ${title} (${formatDuration(Date.now() - startedAt)})`);
    return value;
  } catch (error) {
    fail(`${title} failed after ${formatDuration(Date.now() - startedAt)}`);
    throw error;
  } finally {
    clearInterval(stillRunning);
  }
}

/**
 * Runs a script's main function; a failure is printed and becomes exit code 1.
 *
 * @param {() => Promise<number | void>} main resolves to the exit code, nothing means 0
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    fail(
      error instanceof SetupError
        ? error.message
        : String((error instanceof Error && error.stack) || error),
    );
    process.exitCode = 1;
  }
}
