/** Access hooks that run before every route, in this order: host, CORS, token, guard. */
import type { FastifyInstance } from 'fastify';
import type { Log } from '#main/observability/log';
import { phrase } from '#model/phrases/phrase';
import { problem, ProblemError, sendProblem } from '../problems';
import { type Access, type AccessLevel, accessOf, allows } from './accessRules';
import { isHostAllowed } from './hostCheck';
import type { TokenBook } from './tokenBook';

declare module 'fastify' {
  interface FastifyRequest {
    /** What this request may do. */
    access: Access;
  }
  interface FastifyContextConfig {
    /** Access level for reading this route, if it is not `read`. Changes always need `act`. */
    needs?: AccessLevel;
  }
}

export type AccessHookOptions = {
  readonly tokens: Pick<TokenBook, 'find'>;
  /** Origins of CORS_ORIGINS. */
  readonly origins: ReadonlySet<string>;
  /** API_HOST. */
  readonly host: string;
  /** Whether the server's certificate holds this name. */
  readonly isCertified: (name: string) => boolean;
  readonly log: Log;
};

const NO_ACCESS: Access = { level: 'none', reason: phrase('http.no-token') };

/** Response headers that scripts of other origins may read, besides the safelisted ones. */
const EXPOSED =
  'accept-ranges, content-disposition, content-range, etag, retry-after, www-authenticate, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset';

/**
 * Adds the hooks. The rate limit must run between `onRequest` and `preParsing`, so that refused
 * tokens count too.
 */
export function addAccessHooks(server: FastifyInstance, options: AccessHookOptions): void {
  server.decorateRequest('access');
  server.addHook('onRequest', (request, reply, next) => {
    request.access = NO_ACCESS;
    void reply.headers({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      // `--check` recognises by this that Cordboard itself has the port.
      server: 'Cordboard',
      'x-content-type-options': 'nosniff',
    });
    if (isHostAllowed(request.headers.host, options.host, options.isCertified)) {
      next();
      return;
    }
    sendProblem(reply, problem(421, phrase('http.wrong-host')));
  });
  addCors(server, options.origins);
  server.addHook('onRequest', async (request) => {
    request.access = await accessOf(request, options.tokens);
  });
  addGuard(server, options.log);
}

/**
 * Allows cross-origin requests of the listed origins (Fetch standard, "CORS protocol"). The API
 * uses no cookies, so credentials are not allowed.
 */
function addCors(server: FastifyInstance, origins: ReadonlySet<string>): void {
  if (origins.size === 0) {
    return;
  }
  server.addHook('onRequest', (request, reply, next) => {
    void reply.header('vary', 'Origin');
    const { origin } = request.headers;
    if (origin === undefined || !origins.has(origin)) {
      next();
      return;
    }
    void reply.headers({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': EXPOSED,
    });
    const isPreflight =
      request.method === 'OPTIONS' &&
      request.headers['access-control-request-method'] !== undefined;
    if (!isPreflight) {
      next();
      return;
    }
    void reply
      .headers({
        'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE',
        'access-control-allow-headers':
          'authorization, content-type, if-range, last-event-id, range',
        'access-control-max-age': '600',
      })
      .code(204)
      .send();
  });
}

/**
 * Refuses requests without access. Reading needs `read` unless the route says otherwise; all other
 * methods need `act`, whatever the route says. So a new route is never open by mistake.
 */
function addGuard(server: FastifyInstance, log: Log): void {
  server.addHook('preParsing', (request, reply, _payload, next) => {
    const { access, method, routeOptions } = request;
    const isReading = method === 'GET' || method === 'HEAD' || request.is404;
    if (allows(access, isReading ? (routeOptions.config.needs ?? 'read') : 'act')) {
      next();
      return;
    }
    if (!('token' in access)) {
      void reply.header('www-authenticate', 'Bearer realm="Cordboard"');
      next(new ProblemError(401, access.reason));
      return;
    }
    log.warn({ token: access.token, method, path: routeOptions.url }, 'API: not allowed');
    next(new ProblemError(403, phrase('http.reading-token')));
  });
}
