/** `npm start -- --add-api-token NAME [--acting]`, `--remove-api-token NAME`, `--list-api-tokens`. */
import { join } from 'node:path';
import {
  addToken,
  type ApiToken,
  readTokens,
  removeToken,
  type TokenRole,
} from '#main/api/access/tokenFile';
import { inDataDir, resolveDataDir } from '#main/config/installation/dataDir';
import { SettingsStore } from '#main/config/settings/settingsStore';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';

/** Where the file is looked for and the lines go; the defaults are those of `npm start`. */
export type ApiTokensOptions = {
  /** File of `NAME=value` lines. By default `.env` in the working directory. */
  readonly envFilePath?: string;
  /** Takes each line. By default standard output. */
  readonly print?: (line: string) => void;
};

/** What is asked for. */
type Command =
  | { readonly kind: 'add'; readonly name: string; readonly role: TokenRole }
  | { readonly kind: 'remove'; readonly name: string }
  | { readonly kind: 'list' };

/**
 * Makes, removes or lists API tokens. A running Cordboard follows within a second.
 * @returns Exit code: 0, or 1 with a line that says what is wrong.
 */
export async function runApiTokens(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
  options: ApiTokensOptions = {},
): Promise<number> {
  const print = options.print ?? ((line) => process.stdout.write(`${line}\n`));
  const file = await tokensFile(env, options.envFilePath ?? join(process.cwd(), '.env'));
  const command = parseCommand(args);
  const lines = command.ok ? await carryOut(file, command.value) : command;
  if (!lines.ok) {
    print(lines.error.message);
    return 1;
  }
  lines.value.forEach(print);
  return 0;
}

function parseCommand(args: readonly string[]): Result<Command> {
  if (args.includes('--list-api-tokens')) {
    return ok({ kind: 'list' });
  }
  const added = nameAfter(args, '--add-api-token');
  const removed = nameAfter(args, '--remove-api-token');
  if (added !== null && removed === null) {
    return ok({ kind: 'add', name: added, role: args.includes('--acting') ? 'act' : 'read' });
  }
  if (removed !== null && added === null) {
    return ok({ kind: 'remove', name: removed });
  }
  const message =
    'Usage: npm start -- --add-api-token NAME [--acting] | --remove-api-token NAME | --list-api-tokens';
  return fail(cordboardError('invalid-input', message));
}

/** `--option NAME` or `--option=NAME`; null when it is not there, empty when the name is missing. */
function nameAfter(args: readonly string[], option: string): string | null {
  const index = args.findIndex((arg) => arg === option || arg.startsWith(`${option}=`));
  const arg = args[index];
  if (arg === undefined) {
    return null;
  }
  const name = arg === option ? (args[index + 1] ?? '') : arg.slice(option.length + 1);
  return name.startsWith('-') ? '' : name;
}

async function carryOut(file: string, command: Command): Promise<Result<readonly string[]>> {
  switch (command.kind) {
    case 'add': {
      const token = await addToken(file, command.name, command.role, Date.now());
      const may = command.role === 'act' ? 'read and act' : 'read';
      return token.ok
        ? ok([
            `Token ${command.name} (may ${may}). It is shown only now; keep it as you keep a password:`,
            token.value,
          ])
        : token;
    }
    case 'remove': {
      const removed = await removeToken(file, command.name);
      return removed.ok ? ok([`Token ${command.name} is removed.`]) : removed;
    }
    case 'list': {
      const tokens = await readTokens(file);
      return tokens.ok
        ? ok([`${tokens.value.length} in ${file}`, ...tokens.value.map(tokenLine)])
        : tokens;
    }
  }
}

function tokenLine({ name, role, createdAt }: ApiToken): string {
  const day = new Date(createdAt).toISOString().slice(0, 10);
  return `${name.padEnd(40)} ${role === 'act' ? 'reads and acts' : 'reads'}, made on ${day}`;
}

async function tokensFile(
  env: Readonly<Record<string, string | undefined>>,
  envFilePath: string,
): Promise<string> {
  const dataDir = resolveDataDir({ env, envFilePath });
  const savedFilePath = join(dataDir, 'settings.json');
  const { current } = await SettingsStore.load({ env, envFilePath, savedFilePath });
  return inDataDir(dataDir, current.apiTokensFile);
}
