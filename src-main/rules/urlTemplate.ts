/** Addresses with places for values: `https://shop.example/orders/{id}?lang={lang}`. */
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';

/** An address with places. */
export type UrlTemplate = {
  /** Names of the places, each once. */
  readonly places: readonly string[];
  /** Fills the places; each value becomes one part of the path or the query, whatever signs it holds. Fails with `invalid-input`. */
  fill(values: Readonly<Record<string, string>>): Result<URL>;
};

const PLACE = /\{(\w{1,64})\}/g;

/** What stands for a place while the rest is read; no address holds it by chance. */
const token = (index: number): string => `zqplace${index}qz`;

const TOKEN = /zqplace(\d+)qz/g;

/** Names of query parameters that hold a secret by all appearance. */
const SECRET_NAME = /key|token|secret|passw|signature/i;

/**
 * Reads a template. Fails with `config`: no address, a place outside path and query, or a secret in it; the message completes
 * "must be ..." or says what to do.
 */
export function parseUrlTemplate(text: string): Result<UrlTemplate> {
  const names: string[] = [];
  const marked = text.replaceAll(PLACE, (_place, name: string) => {
    names.push(name);
    return token(names.length - 1);
  });
  const problem = URL.canParse(marked)
    ? problemOf(new URL(marked), marked)
    : 'must be a web address, such as https://shop.example/orders/{id}.';
  if (problem !== '') {
    return fail(cordboardError('config', problem));
  }
  const { origin, pathname, search } = new URL(marked);
  const rest = `${pathname}${search}`;
  return ok({
    places: [...new Set(names)],
    fill: (values) => {
      const filled = rest.replaceAll(TOKEN, (_token, index: string) =>
        encoded(values[names[Number(index)] ?? ''] ?? ''),
      );
      const url = new URL(`${origin}${filled}`);
      // A value such as `..` would lead to another place of the server than the template names.
      return `${url.pathname}${url.search}` === filled
        ? ok(url)
        : fail(cordboardError('invalid-input', 'This value cannot stand in the address.'));
    },
  });
}

function problemOf(url: URL, marked: string): string {
  if (!/^https?:$/.test(url.protocol)) {
    return 'must begin with https:// or http://.';
  }
  if (url.username !== '' || url.password !== '') {
    return 'must hold no user name and password. Put them into a header, as a secret of HTTP_TOOL_SECRETS.';
  }
  if (url.hash !== '' || marked.includes('#')) {
    return 'must hold no #: that part is never sent.';
  }
  if (url.host.includes('zqplace') || /[{}]/.test(marked)) {
    return 'may have {places} only in its path and its query, named by letters, digits and underscore.';
  }
  const secret = [...url.searchParams.keys()].find((name) => SECRET_NAME.test(name));
  return secret === undefined
    ? ''
    : `must hold no secret (${secret}). Send it in a header, as a secret of HTTP_TOOL_SECRETS.`;
}

/** Percent-encodes all but letters, digits and `-_.~` (RFC 3986, section 2.3); half a surrogate pair becomes U+FFFD. */
function encoded(value: string): string {
  return encodeURIComponent(Buffer.from(value).toString()).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
