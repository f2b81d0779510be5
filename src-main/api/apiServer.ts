import type { FastifyInstance, FastifyPluginCallback } from 'fastify';
import { inDataDir } from '#main/config/installation/dataDir';
import type { Settings } from '#main/config/settings/settings';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { ComponentHealth } from '#model/health';
import { type Phrase, phrase } from '#model/phrases/phrase';
import { isLoopback } from './access/hostCheck';
import { TokenBook } from './access/tokenBook';
import { apiUrl } from './apiUrl';
import { buildServer } from './buildServer';
import { listenProblem } from './listenProblem';
import type { EventRouteOptions } from './routes/eventRoutes';
import type { RouteOptions } from './routes/routeOptions';
import { loadTls, type Tls } from './tls';

/** The settings that the API reads at every attempt to listen. */
export type ApiSettings = Pick<
  Settings,
  | 'apiHost'
  | 'apiPort'
  | 'apiTokensFile'
  | 'apiTlsCertFile'
  | 'apiTlsKeyFile'
  | 'apiRateLimit'
  | 'corsOrigins'
>;

export type ApiServerOptions = RouteOptions & {
  readonly settings: { readonly current: ApiSettings };
  /** Folder of the tokens file and of relative TLS paths. */
  readonly dataDir: string;
  readonly version: string;
  /** Further routes, e.g. /metrics; the access rules apply to them too. */
  readonly plugins?: readonly FastifyPluginCallback[];
  /** Called with every change of the API's state, also after a retry. */
  readonly onHealth?: (health: ComponentHealth) => void;
  /** Time between attempts to listen after a failure, ms; 10 s by default. */
  readonly retryMs?: number;
  /** Limits of the event stream in tests; empty: the usual ones. */
  readonly events?: EventRouteOptions['events'];
};

export type ApiServer = {
  /** Address as a URL, e.g. `http://127.0.0.1:8000`; with the real port once it listens. */
  readonly url: string;
  /**
   * Begins to listen. Never fails: a taken port or a bad certificate is a state, and the API tries
   * again until `stop`.
   */
  start(): Promise<ComponentHealth>;
  /** Stops listening and ends open connections. Idempotent. */
  stop(): Promise<void>;
};

const RETRY_MS = 10_000;

/** Creates the HTTP API (docs/api.md). */
export function createApiServer(options: ApiServerOptions): ApiServer {
  const { settings, dataDir, log } = options;
  const tokens = new TokenBook(inDataDir(dataDir, settings.current.apiTokensFile), log);
  let server: FastifyInstance | null = null;
  let retry: NodeJS.Timeout | null = null;
  let stopped = false;
  let reported = '';
  let url = apiUrl(settings.current, settings.current.apiPort);
  // A function, because the compiler assumes that a variable does not change during an await.
  const isStopped = () => stopped;

  const report = (health: ComponentHealth): ComponentHealth => {
    options.onHealth?.(health);
    if (health.state === 'failed' && !isStopped()) {
      retry = setTimeout(() => void attempt(), options.retryMs ?? RETRY_MS);
    }
    return health;
  };

  const attempt = async (): Promise<ComponentHealth> => {
    const { current } = settings;
    const opened = await open(options, current, tokens);
    if (!opened.ok) {
      // Each reason is logged once, because attempts go on for as long as the program runs.
      if (opened.error.message !== reported) {
        log.warn(
          { host: current.apiHost, port: current.apiPort, error: opened.error },
          'HTTP API cannot listen',
        );
        reported = opened.error.message;
      }
      return report(health('failed', opened.error.phrase));
    }
    if (isStopped()) {
      await opened.value.server.close();
      return health('failed', phrase('api.stopped'));
    }
    server = opened.value.server;
    const address = server.server.address();
    const isPort = address !== null && typeof address === 'object';
    url = apiUrl(current, isPort ? address.port : current.apiPort);
    const { warning } = opened.value;
    if (warning !== null) {
      log.warn({ url, code: warning.code }, 'HTTP API is reachable without encryption');
    }
    log.info({ statusPage: `${url}/status`, url }, 'HTTP API listens');
    return report(health('ready', warning, options.version));
  };

  return {
    get url() {
      return url;
    },
    start: attempt,
    async stop() {
      stopped = true;
      if (retry !== null) {
        clearTimeout(retry);
      }
      const old = server;
      server = null;
      await old?.close();
    },
  };
}

/** A server that listens; `warning` says what is unsafe about it. */
type Opened = { readonly server: FastifyInstance; readonly warning: Phrase | null };

/**
 * Builds a server and makes it listen. Fails with `config` if the certificate or the address cannot
 * be used.
 */
async function open(
  options: ApiServerOptions,
  settings: ApiSettings,
  tokens: TokenBook,
): Promise<Result<Opened>> {
  const { desk, picture, storeHealth, load, dataDir, log } = options;
  const { version, events = {}, plugins = [] } = options;
  const { apiHost: host, apiPort: port } = settings;
  const tls = await loadTls(settings, dataDir);
  if (!tls.ok) {
    return tls;
  }
  const server = await buildServer({
    ...{ desk, picture, storeHealth, load, log, version, events, plugins },
    ...{ settings, tokens, tls: tls.value },
  });
  try {
    await server.listen({ host, port });
  } catch (error) {
    await server.close();
    return fail(cordboardError('config', listenProblem(error, host, port), { cause: error }));
  }
  return ok({ server, warning: exposureWarning(server, tls.value) });
}

/**
 * The warning for an API that other machines reach without encryption; null if there is no such
 * risk.
 */
function exposureWarning(server: FastifyInstance, tls: Tls | null): Phrase | null {
  const isExposed = server
    .addresses()
    .some((bound) => typeof bound === 'object' && !isLoopback(bound.address));
  return isExposed && tls === null ? phrase('api.exposed') : null;
}

function health(state: 'ready' | 'failed', said: Phrase | null, version = ''): ComponentHealth {
  return { state, phrase: said, version, since: Date.now() };
}
