/** Addresses with places for values: `https://shop.example/orders/{id}?lang={lang}`. */
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { type Phrase, phrase } from '#model/phrases/phrase';

type UrlTemplate = {
  /** Names of the places, each once. */
  readonly places: readonly string[];
  /**
   * Puts values into the places. Whatever characters a value holds, it stays one part of the path
   * or the query. Fails with `invalid-input`.
   */
  fill(values: Readonly<Record<string, string>>): Result<URL>;
};

/** The name of a parameter, or of a placeholder (placeholders.ts). */
const PLACE = /\{(\w{1,64}(?:\.\w{1,64})?)\}/g;

/** Replaces a place while the rest is parsed; no address holds it by chance. */
const token = (index: number): string => `zqplace${index}qz`;

const TOKEN = /zqplace(\d+)qz/g;

/** Names of query parameters that most likely hold a secret. */
const SECRET_NAME = /key|token|secret|passw|signature/i;

/**
 * Reads a template. Fails with `config` for anything but a web address, a place outside path and
 * query, or a secret. The words go on after the name of the address.
 */
export function parseUrlTemplate(text: string): Result<UrlTemplate> {
  const names: string[] = [];
  const marked = text.replaceAll(PLACE, (_place, name: string) => {
    names.push(name);
    return token(names.length - 1);
  });
  const problem = URL.canParse(marked)
    ? problemOf(new URL(marked), marked)
    : phrase('url-template.no-address');
  if (problem !== null) {
    return fail(cordboardError('config', problem));
  }
  const { origin, pathname, search } = new URL(marked);
  return ok({
    places: [...new Set(names)],
    fill: (values) => {
      const put = (part: string): string =>
        part.replaceAll(TOKEN, (_token, index: string) =>
          encoded(values[names[Number(index)] ?? ''] ?? ''),
        );
      const filled = put(`${pathname}${search}`);
      const url = new URL(`${origin}${filled}`);
      // Nothing at all, or a value such as `..`, would lead to another place of the server than the
      // template names.
      const emptied = pathname.split('/').some((part) => part !== '' && put(part) === '');
      return !emptied && `${url.pathname}${url.search}` === filled
        ? ok(url)
        : fail(cordboardError('invalid-input', phrase('url-template.wrong-value')));
    },
  });
}

function problemOf(url: URL, marked: string): Phrase | null {
  if (!/^https?:$/.test(url.protocol)) {
    return phrase('url-template.wrong-scheme');
  }
  if (url.username !== '' || url.password !== '') {
    return phrase('url-template.credentials');
  }
  if (url.hash !== '' || marked.includes('#')) {
    return phrase('url-template.fragment');
  }
  if (url.host.includes('zqplace') || /[{}]/.test(marked)) {
    return phrase('url-template.wrong-place');
  }
  const secret = [...url.searchParams.keys()].find((name) => SECRET_NAME.test(name));
  return secret === undefined ? null : phrase('url-template.secret', { name: secret });
}

/**
 * Percent-encodes all but letters, digits and `-_.~` (RFC 3986, section 2.3). A lone surrogate
 * becomes U+FFFD.
 */
function encoded(value: string): string {
  return encodeURIComponent(Buffer.from(value).toString()).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
