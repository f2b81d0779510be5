/** HTTP_TOOL_SECRETS: values that headers of tools hold by name only. */
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';

/** Secrets by name. */
export type ToolSecrets = ReadonlyMap<string, string>;

/** How a header holds a secret, as it is explained to people. */
export const SECRET_PLACE = '$' + '{NAME}';

const PAIR = /^([A-Z][A-Z0-9_]{0,39})=(\S+)$/;

/** `${NAME}` in a header. */
const PLACE = /\$\{([^}]*)\}/g;

/** Reads `NAME=value` pairs between blanks. Fails with `config`; the message says which pair is wrong and never repeats it. */
export function parseToolSecrets(text: string): Result<ToolSecrets> {
  const secrets = new Map<string, string>();
  for (const [index, part] of text
    .split(/\s+/)
    .filter((each) => each !== '')
    .entries()) {
    const pair = PAIR.exec(part);
    if (pair?.[1] === undefined || pair[2] === undefined) {
      const message = `is wrong: pair ${index + 1} is not NAME=value (name in capitals, digits and underscore; no blanks).`;
      return fail(cordboardError('config', message));
    }
    secrets.set(pair[1], pair[2]);
  }
  return ok(secrets);
}

/** Names of the secrets a header's value holds. */
export function secretNamesIn(value: string): readonly string[] {
  return [...value.matchAll(PLACE)].map(([, name = '']) => name);
}

/** Puts the secrets into a header's value. Fails with `config` when one is not set. */
export function fillSecrets(value: string, secrets: ToolSecrets): Result<string> {
  const missing = secretNamesIn(value).find((name) => !secrets.has(name));
  return missing === undefined
    ? ok(value.replaceAll(PLACE, (_place, name: string) => secrets.get(name) ?? ''))
    : fail(cordboardError('config', `The secret ${missing} is not set in HTTP_TOOL_SECRETS.`));
}
