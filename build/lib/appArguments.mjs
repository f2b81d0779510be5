import { resolve } from 'node:path';

/** Folder the person typed the command in; npm itself moves to the repository's top. */
const TYPED_IN = process.env['INIT_CWD'] ?? process.cwd();

/** Options with a file or a folder. */
const PATH_OPTIONS = ['--screenshot', '--data'];

/**
 * Makes the path of `--screenshot FILE` (or `--screenshot=FILE`) and of similar options absolute,
 * as the person meant it.
 *
 * @param {readonly string[]} args arguments as they were typed
 * @returns {string[]} arguments for the program
 */
export function argumentsForProgram(args) {
  return args.map((argument, index) => {
    if (PATH_OPTIONS.includes(args[index - 1] ?? '')) {
      return resolve(TYPED_IN, argument);
    }
    const [, option = '', path = ''] = /^(--[a-z]+)=(.+)$/.exec(argument) ?? [];
    return PATH_OPTIONS.includes(option) ? `${option}=${resolve(TYPED_IN, path)}` : argument;
  });
}
