/** Takes secrets out of everything that is logged, and personal data unless it is asked for. */

/** What stands in the place of a secret. */
export const REDACTED = '[redacted]';

/** What stands in the place of personal data (caller numbers, what was said). */
const PERSONAL = '[personal data]';

/** Fields of these names hold a secret, whatever the value. Case, `_` and `-` do not count. */
const SECRET_NAMES = new Set([
  'apikey',
  'googleapikey',
  'xgoogapikey',
  'password',
  'passwd',
  'aripassword',
  'externalmediapassword',
  'authorization',
  'proxyauthorization',
  'cookie',
  'setcookie',
  'secret',
  'token',
  'accesstoken',
  'credentials',
]);

/** Deeper objects are left out: a log line is not a dump. */
const MAX_DEPTH = 6;

/** Longer texts are cut: otherwise a stray audio payload would fill the log. */
const MAX_TEXT = 4_000;

/** Further items of an array are left out. */
const MAX_ITEMS = 100;

/** In a URL or form: `key=...`, `api_key=user:password` (ari-client has the password there) etc. */
const QUERY_SECRET = /\b(key|api_?key|access_token|token|password|secret)=([^&\s"'<>]+)/gi;

/** `http://user:password@host`. */
const URL_USER_INFO = /\b([a-z][a-z0-9+.-]*:\/\/)[^/\s:@"']+:[^/\s@"']+@/gi;

/** `Basic dXNlcjpwYXNz`, `Bearer abc`. */
const AUTH_SCHEME = /\b(Basic|Bearer)\s+[A-Za-z0-9+/=._~-]{6,}/g;

/** `"apiKey":"..."` and `password: ...` in a text. */
const NAMED_SECRET =
  /(["']?(?:api[_-]?key|x-goog-api-key|password|authorization|access_token)["']?\s*:\s*)("[^"]*"|'[^']*'|[^\s,}]+)/gi;

/** A Google API key, recognised by its form. */
const GOOGLE_KEY = /\bAIza[0-9A-Za-z_-]{30,}/g;

export type RedactOptions = {
  /** Whether what is under a `pii` key is shown. */
  readonly showPersonal: boolean;
  /** The secrets in force; they are replaced in every text. Called for each text: must be cheap. */
  readonly secrets: () => readonly string[];
};

/** Takes secrets out of a text. */
export function redactText(text: string, secrets: readonly string[] = []): string {
  let safe =
    text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${text.length} characters)` : text;
  for (const secret of secrets) {
    // Shorter ones would tear ordinary words apart.
    if (secret.length >= 4) {
      safe = safe.replaceAll(secret, REDACTED);
    }
  }
  return safe
    .replace(AUTH_SCHEME, `$1 ${REDACTED}`)
    .replace(NAMED_SECRET, `$1${REDACTED}`)
    .replace(QUERY_SECRET, `$1=${REDACTED}`)
    .replace(URL_USER_INFO, `$1${REDACTED}@`)
    .replace(GOOGLE_KEY, REDACTED);
}

/** A copy that is safe to write: no secrets, cycles or binary data; errors are plain objects. */
export function redactFields(fields: object, options: RedactOptions): Record<string, unknown> {
  return redactObject(fields, options, 0, new Set());
}

function redactObject(
  value: object,
  options: RedactOptions,
  depth: number,
  path: Set<object>,
): Record<string, unknown> {
  const safe: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    if (SECRET_NAMES.has(name.toLowerCase().replaceAll(/[_-]/g, ''))) {
      safe[name] = field === '' || field === undefined || field === null ? field : REDACTED;
    } else if (name === 'pii' && !options.showPersonal) {
      safe[name] = PERSONAL;
    } else {
      safe[name] = redactValue(field, options, depth + 1, path);
    }
  }
  return safe;
}

function redactValue(
  value: unknown,
  options: RedactOptions,
  depth: number,
  path: Set<object>,
): unknown {
  if (typeof value === 'string') {
    return redactText(value, options.secrets());
  }
  if (typeof value === 'bigint') {
    return value.toString();
  }
  if (typeof value === 'function' || typeof value === 'symbol') {
    return `[${typeof value}]`;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (ArrayBuffer.isView(value)) {
    return `[${value.byteLength} bytes]`;
  }
  if (value instanceof ArrayBuffer) {
    return `[${value.byteLength} bytes]`;
  }
  if (value instanceof Date) {
    return value;
  }
  if (path.has(value)) {
    return '[circular]';
  }
  if (depth > MAX_DEPTH) {
    return '[too deep]';
  }
  path.add(value);
  try {
    if (Array.isArray(value)) {
      return value.slice(0, MAX_ITEMS).map((item) => redactValue(item, options, depth + 1, path));
    }
    if (value instanceof URL) {
      return redactText(value.href, options.secrets());
    }
    if (value instanceof Map || value instanceof Set) {
      return `[${value.size} entries]`;
    }
    return redactObject(value instanceof Error ? errorFields(value) : value, options, depth, path);
  } finally {
    path.delete(value);
  }
}

/** With the parts of an Error that are not enumerable. */
function errorFields(error: Error): Record<string, unknown> {
  const fields: Record<string, unknown> = Object.fromEntries(Object.entries(error));
  Object.assign(fields, { name: error.name, message: error.message });
  if (error.stack !== undefined) {
    fields['stack'] = error.stack;
  }
  if (error.cause !== undefined) {
    fields['cause'] = error.cause;
  }
  return fields;
}
