/** HTTP_TOOL_SECRETS: secrets that headers of tools name, so that profiles do not hold them. */
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

export type ToolSecrets = ReadonlyMap<string, string>;

/** How a header names a secret, for the words that explain it. */
export const SECRET_PLACE = '$' + '{NAME}';

const PAIR = /^([A-Z][A-Z0-9_]{0,39})=(\S+)$/;

/** `${NAME}` in a header. */
const PLACE = /\$\{([^}]*)\}/g;

/**
 * Reads pairs `NAME=value`, separated by blanks. Fails with `config`; the words say which pair is
 * wrong and never repeat it.
 */
export function parseToolSecrets(text: string): Result<ToolSecrets> {
  const secrets = new Map<string, string>();
  for (const [index, part] of text
    .split(/\s+/)
    .filter((each) => each !== '')
    .entries()) {
    const pair = PAIR.exec(part);
    if (pair?.[1] === undefined || pair[2] === undefined) {
      const number = index + 1;
      return fail(cordboardError('config', phrase('tool-secrets.wrong-pair', { number })));
    }
    secrets.set(pair[1], pair[2]);
  }
  return ok(secrets);
}

/** Names of the secrets in a header's value. */
export function secretNamesIn(value: string): readonly string[] {
  return [...value.matchAll(PLACE)].map(([, name = '']) => name);
}

/**
 * Puts the secrets into a header's value. Fails with `config` when one is not set.
 * @param fillRest Fills what stands between the secrets; it neither sees nor names one.
 */
export function fillSecrets(
  value: string,
  secrets: ToolSecrets,
  fillRest: (text: string) => string,
): Result<string> {
  const missing = secretNamesIn(value).find((name) => !secrets.has(name));
  if (missing !== undefined) {
    return fail(cordboardError('config', phrase('tool-secrets.not-set', { name: missing })));
  }
  // Split at places with one group each, texts and names of secrets take turns.
  const parts = value.split(PLACE);
  return ok(
    parts
      .map((part, index) => (index % 2 === 0 ? fillRest(part) : (secrets.get(part) ?? '')))
      .join(''),
  );
}

/** What stands in a header's value besides its secrets. */
export function withoutSecretPlaces(value: string): string {
  return value.replaceAll(PLACE, ' ');
}
