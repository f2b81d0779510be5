import { parseArgs } from 'node:util';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { type Phrase, phrase } from '#model/phrases/phrase';

type ServeCommand = 'help' | 'check' | 'token' | 'serve';

export type ServeArguments = {
  readonly command: ServeCommand;
  /** As given, perhaps relative; null: the usual folder. */
  readonly dataDir: string | null;
  /** The arguments after the word `token`, see cli/apiTokens.ts. */
  readonly tokenArguments: readonly string[];
};

export const USAGE = `Cordboard without a window: it answers calls; its HTTP API watches and controls them.

  npm run serve                       run until SIGTERM, SIGINT (Ctrl+C) or SIGHUP
  npm run serve -- --data DIR         with another data folder than the usual one
  npm run serve -- --check            show the settings and try the connections, then end
  npm run serve -- token NAME [--act] create a token of the HTTP API, also while it runs
  npm run serve -- token --list       and token --remove NAME
  npm run serve -- --help             show this

Settings come from the environment, .env, and settings.json in the data folder, in this order.
Lines for people go to standard error, the log to standard output (JSON unless it is a terminal).

Exit codes: 0 ended in order, or the command worked; 1 it could not start, or the command failed;
2 the calls could not be ended in order, or a second signal ended it at once; 64 wrong usage.`;

const OPTIONS = {
  data: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  check: { type: 'boolean' },
} as const;

const COMMANDS = {
  help: 'help',
  check: 'check',
} as const satisfies Record<string, ServeCommand>;

/** Reads the command line. Fails with `invalid-input`. */
export function parseServeArguments(args: readonly string[]): Result<ServeArguments> {
  const word = tokenCommandAt(args);
  const read = readOptions(word === -1 ? args : args.slice(0, word));
  if (!read.ok) {
    return read;
  }
  const options = read.value;
  const given = Object.entries(COMMANDS).filter(([name]) => name in options);
  const [first, second] = given;
  if (first !== undefined && second !== undefined) {
    return wrong(phrase('cli.not-together', { first: `--${first[0]}`, second: `--${second[0]}` }));
  }
  if (first !== undefined && word !== -1) {
    return wrong(phrase('cli.not-together', { first: `--${first[0]}`, second: 'token' }));
  }
  if (options.data === '') {
    return wrong(phrase('cli.data-takes-folder'));
  }
  const command = word === -1 ? (first?.[1] ?? 'serve') : 'token';
  const tokenArguments = word === -1 ? [] : args.slice(word + 1);
  return ok({ command, dataDir: options.data ?? null, tokenArguments });
}

/**
 * Where the command `token` stands; -1 without it. A data folder may have that name too, and what
 * follows the command is not for this parser to check.
 */
function tokenCommandAt(args: readonly string[]): number {
  const { tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  const first = tokens.find(({ kind }) => kind === 'positional');
  return first !== undefined && args[first.index] === 'token' ? first.index : -1;
}

function readOptions(args: readonly string[]) {
  try {
    return ok(parseArgs({ args: [...args], options: OPTIONS }).values);
  } catch (error) {
    return wrong(phrase('text', { text: messageOf(error) }));
  }
}

function wrong(said: Phrase): Result<never> {
  return fail(cordboardError('invalid-input', said));
}
