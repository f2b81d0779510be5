/** `npm run token -- NAME [--act]`, `-- --list`, `-- --remove NAME`. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  addToken,
  type ApiToken,
  readTokens,
  removeToken,
  type TokenRole,
} from '#main/api/access/tokenFile';
import { apiUrl } from '#main/api/apiUrl';
import { inDataDir, resolveDataDir } from '#main/config/installation/dataDir';
import type { Settings } from '#main/config/settings/settings';
import { SettingsStore } from '#main/config/settings/settingsStore';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

/** Input file and output of the command; the defaults are those of `npm run token`. */
export type ApiTokensOptions = {
  /** File of `NAME=value` lines. By default `.env` in the working directory. */
  readonly envFilePath?: string;
  /** Prints a line. By default to standard output. */
  readonly print?: (line: string) => void;
};

type Command =
  | { readonly kind: 'add'; readonly name: string; readonly role: TokenRole }
  | { readonly kind: 'remove'; readonly name: string }
  | { readonly kind: 'list' };

const USAGE =
  'Usage: npm run token -- NAME (may read), -- NAME --act (may also act), -- --list, -- --remove NAME. ' +
  'NAME says who uses the token; log and audit show it.';

/**
 * Creates, removes or lists API tokens. A running Cordboard follows within a second.
 * @returns Exit code: 0, or 1 with a line that says what is wrong.
 */
export async function runApiTokens(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
  options: ApiTokensOptions = {},
): Promise<number> {
  const print = options.print ?? ((line) => process.stdout.write(`${line}\n`));
  const envFilePath = options.envFilePath ?? join(process.cwd(), '.env');
  const dataDir = resolveDataDir({ env, envFilePath });
  const savedFilePath = join(dataDir, 'settings.json');
  const { current } = await SettingsStore.load({ env, envFilePath, savedFilePath });
  const command = parseCommand(args);
  const lines = command.ok ? await carryOut(command.value, current, dataDir) : command;
  if (!lines.ok) {
    print(lines.error.message);
    return 1;
  }
  lines.value.forEach(print);
  return 0;
}

function parseCommand(args: readonly string[]): Result<Command> {
  const parsed = parsedArgs(args);
  if (parsed === null) {
    return fail(cordboardError('invalid-input', phrase('text', { text: USAGE })));
  }
  const { act, list, remove } = parsed.values;
  const [name, ...others] = parsed.positionals;
  const asked = [name, list, remove].filter((part) => part !== undefined);
  if (asked.length !== 1 || others.length > 0 || (act && name === undefined)) {
    return fail(cordboardError('invalid-input', phrase('text', { text: USAGE })));
  }
  if (name !== undefined) {
    return ok({ kind: 'add', name, role: act ? 'act' : 'read' });
  }
  return ok(remove === undefined ? { kind: 'list' } : { kind: 'remove', name: remove });
}

/** The parsed arguments; null if one is unknown or lacks its value. */
function parsedArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        act: { type: 'boolean', default: false },
        list: { type: 'boolean' },
        remove: { type: 'string' },
      },
    });
  } catch {
    return null;
  }
}

async function carryOut(
  command: Command,
  settings: Settings,
  dataDir: string,
): Promise<Result<readonly string[]>> {
  const file = inDataDir(dataDir, settings.apiTokensFile);
  switch (command.kind) {
    case 'add': {
      const token = await addToken(file, command.name, command.role, Date.now());
      return token.ok ? ok(newTokenLines(command, token.value, settings)) : token;
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

function newTokenLines(
  { name, role }: Pick<ApiToken, 'name' | 'role'>,
  token: string,
  settings: Settings,
): readonly string[] {
  const may = role === 'act' ? 'read and act' : 'read';
  // Port 0 is any free port; only the log shows which.
  const port = settings.apiPort === 0 ? 'PORT' : settings.apiPort;
  return [
    `Token ${name} (may ${may}). It is shown only now; keep it as you keep a password:`,
    '',
    `  ${token}`,
    '',
    'While Cordboard runs:',
    '',
    `  curl -H "Authorization: Bearer ${token}" ${apiUrl(settings, port)}/calls`,
  ];
}

function tokenLine({ name, role, createdAt }: ApiToken): string {
  const day = new Date(createdAt).toISOString().slice(0, 10);
  return `${name.padEnd(40)} ${role === 'act' ? 'reads and acts' : 'reads'}, made on ${day}`;
}
