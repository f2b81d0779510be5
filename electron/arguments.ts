/** What the program was started with, apart from its settings. */
export type ShellArguments = {
  /** File that a picture of the window is written to once a call is live; null for none. */
  readonly screenshot: string | null;
};

/**
 * Reads the command line: `--screenshot FILE` or `--screenshot=FILE`. Anything else belongs to
 * Chromium.
 */
export function parseArguments(argv: readonly string[]): ShellArguments {
  const index = argv.findIndex((argument) => /^--screenshot(=|$)/.test(argument));
  const argument = argv[index];
  if (argument === undefined) {
    return { screenshot: null };
  }
  const file = argument.includes('=') ? argument.slice(argument.indexOf('=') + 1) : argv[index + 1];
  return { screenshot: file === undefined || file === '' || file.startsWith('--') ? null : file };
}
