import { createRequire } from 'node:module';
import { type Client, connect } from 'ari-client';
import { type CordboardError, cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { withTimeout } from '#main/util/timeout';
import { phrase } from '#model/phrases/phrase';
import type { AriHttp } from './http';
import { loginError } from './httpErrors';

/**
 * ari-client 2.2.0 builds itself from Asterisk's API description, which its swagger-client 2.0.26
 * fetches. The transport of swagger-client has defects that a program with live calls cannot have,
 * so it is replaced here, once for the process:
 *
 * - A refused login is thrown a second time out of a socket callback, beyond the promise: an
 *   uncaught exception.
 * - With a certificate that is not trusted it never succeeds and never fails.
 * - A description that is cut off or is not JSON throws out of a socket callback.
 * - Credentials are one set for the process: two clients use those of the one that connected last,
 *   against any host.
 * - A notice is printed on standard output at every connect, and kept in memory for ever.
 *
 * The replacement sends requests through AriHttp (own login, own time limit). Every failure arrives
 * as a value, and ari-client itself never learns the login.
 */
type SwaggerClientModule = {
  readonly SwaggerHttp: { readonly prototype: { execute: (request: SwaggerRequest) => void } };
};

/** What swagger-client hands to its transport; `on` takes the outcome. */
type SwaggerRequest = {
  readonly url: string;
  readonly on: {
    response(answer: { readonly obj: unknown; readonly status: number }): void;
    error(answer: { readonly status: number; readonly statusText: string }): void;
  };
};

/**
 * One client being built. swagger-client does not say for which client it fetches, so only one is
 * built at a time.
 */
type Load = {
  readonly http: AriHttp;
  readonly signal: AbortSignal;
  readonly failWith: (error: CordboardError) => void;
};

/** Limit for the whole description (a dozen small files), ms. */
const LOAD_TIMEOUT_MS = 10_000;

let installed = false;
let activeLoad: Load | null = null;
let queue: Promise<unknown> = Promise.resolve();

/**
 * Makes an ari-client for this Asterisk, not yet connected to its events. Fails with `network`,
 * `timeout`, `auth`, `not-found` (Asterisk's description files are not installed), `protocol`, or
 * `cancelled` (the signal); never throws, now or later.
 */
export function loadAriClient(
  http: AriHttp,
  signal: AbortSignal,
  timeoutMs: number = LOAD_TIMEOUT_MS,
): Promise<Result<Client>> {
  const turn = queue.then(() => load(http, signal, timeoutMs));
  queue = turn;
  return turn;
}

async function load(
  http: AriHttp,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<Result<Client>> {
  if (signal.aborted) {
    return fail(cordboardError('cancelled', phrase('ari.called-off')));
  }
  install();
  const finished = new AbortController();
  const failure = new Promise<Result<Client>>((resolve) => {
    signal.addEventListener(
      'abort',
      () => {
        resolve(fail(cordboardError('cancelled', phrase('ari.called-off'))));
      },
      { signal: finished.signal },
    );
    activeLoad = {
      http,
      signal: AbortSignal.any([signal, finished.signal]),
      failWith: (error) => {
        resolve(fail(error));
      },
    };
  });
  try {
    const connecting = Promise.resolve(connect(http.endpoint.baseUrl, '', '')).then(
      ok,
      (thrown: unknown) =>
        fail(
          cordboardError(
            'network',
            phrase('ari.description-unreadable', { why: messageOf(thrown) }),
          ),
        ),
    );
    return await withTimeout(
      Promise.race([failure, connecting]),
      timeoutMs,
      phrase('ari.description-late', { limitMs: timeoutMs }),
    );
  } catch (thrown) {
    return fail(
      cordboardError('protocol', phrase('ari.client-failed', { why: messageOf(thrown) })),
    );
  } finally {
    activeLoad = null;
    finished.abort();
  }
}

function install(): void {
  if (installed) {
    return;
  }
  installed = true;
  const fromHere = createRequire(import.meta.url);
  const fromAriClient = createRequire(fromHere.resolve('ari-client'));
  const swagger = fromAriClient('swagger-client') as SwaggerClientModule;
  swagger.SwaggerHttp.prototype.execute = (request) => {
    if (activeLoad !== null) {
      void execute(activeLoad, request);
    }
  };
  // swagger-client logs to this global, which it would set itself.
  (globalThis as { log?: unknown }).log = () => undefined;
}

async function execute(load: Load, request: SwaggerRequest): Promise<void> {
  const name = request.url.split('/api-docs/')[1] ?? 'resources.json';
  // Host and path are those of ARI_BASE_URL: behind a proxy or a path prefix, those in the
  // description are wrong.
  const answer = await load.http.request({
    method: 'GET',
    path: `/api-docs/${name}`,
    signal: load.signal,
  });
  if (load.signal.aborted) {
    return;
  }
  try {
    const error = answer.ok
      ? descriptionError(load, answer.value.status, answer.value.body)
      : answer.error;
    if (error !== null) {
      load.failWith(error);
      request.on.error({ status: answer.ok ? answer.value.status : 0, statusText: error.message });
    } else if (answer.ok) {
      request.on.response({ obj: answer.value.body, status: answer.value.status });
    }
  } catch (thrown) {
    load.failWith(
      cordboardError(
        'protocol',
        phrase('ari.description-unexpected', { name, why: messageOf(thrown) }),
        { retryable: true, cause: thrown },
      ),
    );
  }
}

function descriptionError(load: Load, status: number, body: unknown): CordboardError | null {
  if (status === 404) {
    return cordboardError('not-found', phrase('ari.description-missing'), { retryable: true });
  }
  const refused = loginError({ status, body }, load.http.endpoint);
  if (refused !== null) {
    return refused;
  }
  return typeof body === 'object' && body !== null
    ? null
    : cordboardError('protocol', phrase('ari.description-not-json'), { retryable: true });
}
