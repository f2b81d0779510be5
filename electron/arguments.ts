export type ShellArguments = {
  /** File for a picture of the window, taken once a call is live; null for no picture. */
  readonly screenshot: string | null;
};

/** Knows `--screenshot FILE` and `--screenshot=FILE`. Any other argument is Chromium's. */
export function parseArguments(argv: readonly string[]): ShellArguments {
  const index = argv.findIndex((argument) => /^--screenshot(=|$)/.test(argument));
  const argument = argv[index];
  if (argument === undefined) {
    return { screenshot: null };
  }
  const file = argument.includes('=') ? argument.slice(argument.indexOf('=') + 1) : argv[index + 1];
  return { screenshot: file === undefined || file === '' || file.startsWith('--') ? null : file };
}
