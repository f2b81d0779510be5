/** How often the parent process is looked at, ms: one cheap system call. */
const LOOK_EVERY_MS = 250;

/**
 * Calls back when npm, which started this script, is gone. A SIGTERM to npm reaches the shell
 * between npm and the script and ends there, so the script has to see for itself that it is alone.
 * A script that was not started by npm may be left to run on its own on purpose (nohup).
 *
 * @param {() => void} callback
 * @returns {() => void} stops looking
 */
export function onOrphaned(callback) {
  if (process.platform === 'win32' || process.env['npm_lifecycle_event'] === undefined) {
    return () => {};
  }
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(timer);
      callback();
    }
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
