/** Hooks that stand before every route, in the order in which they run. */
import type { FastifyInstance } from 'fastify';
import type { Log } from '#main/observability/log';
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
    /** What reading it needs, when that is not `read`. Changing always needs `act`. */
    needs?: AccessLevel;
  }
}

/** What the hooks are made with. */
export type AccessHookOptions = {
  readonly tokens: Pick<TokenBook, 'find'>;
  /** Origins of CORS_ORIGINS. */
  readonly origins: ReadonlySet<string>;
  /** API_HOST. */
  readonly host: string;
  /** Whether a name stands in the server's certificate. */
  readonly isCertified: (name: string) => boolean;
  readonly log: Log;
};

const NO_ACCESS: Access = { level: 'none', reason: '' };

/** Headers of CORS that scripts may read, beyond the usual ones. */
const EXPOSED =
  'accept-ranges, content-disposition, content-range, etag, retry-after, www-authenticate, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset';

/**
 * Adds them. The rate limit belongs between `onRequest` and `preParsing`: refused tokens count too.
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
      // By this `--check` knows that the port is taken by Cordboard itself.
      server: 'Cordboard',
      'x-content-type-options': 'nosniff',
    });
    if (isHostAllowed(request.headers.host, options.host, options.isCertified)) {
      next();
      return;
    }
    sendProblem(reply, problem(421, 'The Host header names neither this machine nor API_HOST.'));
  });
  addCors(server, options.origins);
  server.addHook('onRequest', async (request) => {
    request.access = await accessOf(request, options.tokens);
  });
  addGuard(server, options.log);
}

/**
 * Cross-origin requests of listed origins (Fetch standard, "CORS protocol"). Cookies are never
 * used, so never allowed.
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
 * Refuses what is not allowed. Reading needs `read` unless the route says otherwise, everything
 * else `act` whatever it says: a new route cannot be left open by forgetting.
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
    const detail = 'This token may only read. Make an acting one with: npm run token -- NAME --act';
    next(new ProblemError(403, detail));
  });
}
