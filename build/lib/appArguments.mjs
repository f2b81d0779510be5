import { resolve } from 'node:path';

/** Folder the person typed the command in; npm itself moves to the repository's top. */
const TYPED_IN = process.env['INIT_CWD'] ?? process.cwd();

/**
 * Makes the file of `--screenshot FILE` (or `--screenshot=FILE`) absolute, as the person meant it.
 *
 * @param {readonly string[]} args arguments as they were typed
 * @returns {string[]} arguments for the program
 */
export function argumentsForProgram(args) {
  return args.map((argument, index) => {
    if (args[index - 1] === '--screenshot') {
      return resolve(TYPED_IN, argument);
    }
    const file = /^--screenshot=(.+)$/.exec(argument)?.[1];
    return file === undefined ? argument : `--screenshot=${resolve(TYPED_IN, file)}`;
  });
}
