import { type CordboardError, cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { AriAnswer, AriEndpoint } from './endpoint';
import { networkError } from './httpErrors';

export type AriRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path below the base URL, with its leading slash; ids in it are encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Limit for the whole answer, ms. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
};

/** Default limit of one request, ms; a healthy Asterisk answers within a few. */
const REQUEST_TIMEOUT_MS = 5_000;

/**
 * REST requests to one Asterisk, by `fetch` with a Basic login of their own. They do not go through
 * ari-client: it has one set of credentials for the process, so that a second client would log in
 * as the wrong user, and its errors have no status.
 */
export class AriHttp {
  readonly endpoint: AriEndpoint;

  constructor(endpoint: AriEndpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Sends a request; any status is an answer. Fails with `config` (bad ARI_BASE_URL), `network`
   * (unreachable, TLS) or `timeout`. Never throws; its messages hold neither login nor query.
   */
  async request(request: AriRequest): Promise<Result<AriAnswer>> {
    const base = parseBaseUrl(this.endpoint.baseUrl);
    if (!base.ok) {
      return base;
    }
    const url = new URL(`${base.value}${request.path}`);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      url.searchParams.set(name, value);
    }
    const timeoutMs = request.timeoutMs ?? REQUEST_TIMEOUT_MS;
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(url, {
        method: request.method,
        headers: this.#headers(request.body !== undefined),
        body: request.body === undefined ? null : JSON.stringify(request.body),
        // A redirect would carry the login elsewhere; ARI never redirects.
        redirect: 'manual',
        signal: request.signal === undefined ? limit : AbortSignal.any([limit, request.signal]),
      });
      return ok({ status: response.status, body: parseBody(await response.text()) });
    } catch (thrown) {
      return fail(requestError(thrown, base.value, limit.aborted ? timeoutMs : null));
    }
  }

  #headers(withBody: boolean): Record<string, string> {
    const login = `${this.endpoint.username}:${this.endpoint.password()}`;
    return {
      authorization: `Basic ${Buffer.from(login, 'utf8').toString('base64')}`,
      accept: 'application/json',
      ...(withBody ? { 'content-type': 'application/json' } : {}),
    };
  }
}

/**
 * Checks ARI_BASE_URL and takes trailing slashes off. Fails with `config` when it is not an http(s)
 * URL, or when it holds a login, which would end up in logs.
 */
export function parseBaseUrl(text: string): Result<string> {
  const trimmed = text.trim().replace(/\/+$/, '');
  if (!URL.canParse(trimmed)) {
    return fail(cordboardError('config', phrase('ari.base-url-invalid')));
  }
  const url = new URL(trimmed);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return fail(cordboardError('config', phrase('ari.base-url-scheme')));
  }
  if (url.username !== '' || url.password !== '') {
    return fail(cordboardError('config', phrase('ari.base-url-login')));
  }
  return ok(`${url.origin}${url.pathname.replace(/\/+$/, '')}`);
}

function parseBody(text: string): unknown {
  if (text === '') {
    return undefined;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function requestError(thrown: unknown, base: string, timedOutMs: number | null): CordboardError {
  if (timedOutMs !== null) {
    return cordboardError('timeout', phrase('ari.no-answer', { url: base, limitMs: timedOutMs }));
  }
  const cause = thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown;
  return networkError(cause, base);
}
