import swagger from '@fastify/swagger';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { CallControl } from '../call/callControl';
import type { Settings } from '../config/settings';
import type { ComponentHealth } from '../model/health';
import type { Log } from '../observability/log';
import { messageOf } from '../util/errors';
import { docsRoutes } from './docsRoutes';
import { isHostAllowed } from './hostCheck';
import { callRoutes, problem, PROBLEM_TYPE, systemRoutes } from './routes';

/** What the HTTP API is made with. */
export type ApiServerOptions = {
  readonly control: Pick<CallControl, 'snapshot'>;
  /** Address and port are read at every attempt to listen. */
  readonly settings: { readonly current: Pick<Settings, 'apiHost' | 'apiPort'> };
  readonly log: Log;
  /** Cordboard's version. */
  readonly version: string;
  /** Told of every change of the API's state, after a retry too. */
  readonly onHealth?: (health: ComponentHealth) => void;
  /** Time between attempts to get a port that is taken, ms. */
  readonly retryMs?: number;
};

/** The HTTP API. */
export type ApiServer = {
  /** Address as a URL, e.g. `http://127.0.0.1:8000`; with the real port once it listens. */
  readonly url: string;
  /** Begins to listen. Never fails: a taken port is a state, and tried again until `stop`. */
  start(): Promise<ComponentHealth>;
  /** Stops listening and ends open connections. Idempotent. */
  stop(): Promise<void>;
};

const RETRY_MS = 10_000;

/** Makes the HTTP API; see routes.ts for what it answers. */
export function createApiServer(options: ApiServerOptions): ApiServer {
  const { settings, log } = options;
  let server: FastifyInstance | null = null;
  let retry: NodeJS.Timeout | null = null;
  let stopped = false;
  let reported = '';
  let url = urlOf(settings.current.apiHost, settings.current.apiPort);

  const attempt = async (): Promise<ComponentHealth> => {
    const { apiHost: host, apiPort: port } = settings.current;
    const candidate = await buildServer(options, host);
    try {
      await candidate.listen({ host, port });
    } catch (error) {
      await candidate.close();
      const health = failed(listenProblem(error, host, port));
      // Once for each reason: it is tried again every few seconds for as long as the program runs.
      if (health.message !== reported) {
        log.warn({ host, port, error: messageOf(error) }, 'HTTP API cannot listen');
        reported = health.message;
      }
      options.onHealth?.(health);
      if (!isStopped()) {
        retry = setTimeout(() => void attempt(), options.retryMs ?? RETRY_MS);
      }
      return health;
    }
    if (isStopped()) {
      await candidate.close();
      return failed('Stopped.');
    }
    server = candidate;
    const address = candidate.server.address();
    url = urlOf(host, address !== null && typeof address === 'object' ? address.port : port);
    log.info({ url }, 'HTTP API listens');
    const health = {
      state: 'ready',
      message: '',
      version: options.version,
      since: Date.now(),
    } as const;
    options.onHealth?.(health);
    return health;
  };
  // A function, so that the compiler does not believe that nothing changes during an await.
  const isStopped = () => stopped;

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

async function buildServer(options: ApiServerOptions, host: string): Promise<FastifyInstance> {
  const server = fastify({ logger: false, forceCloseConnections: true, bodyLimit: 1_024 });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.addHook('onRequest', (request, reply, next) => {
    if (isHostAllowed(request.headers.host, host)) {
      next();
      return;
    }
    const detail = 'The Host header names neither this machine nor API_HOST.';
    void reply
      .code(421)
      .type(PROBLEM_TYPE)
      .send(problem(421, 'Wrong host', detail));
  });
  server.setNotFoundHandler((_request, reply) => {
    const detail = 'There is nothing here. GET /docs shows what there is.';
    void reply
      .code(404)
      .type(PROBLEM_TYPE)
      .send(problem(404, 'Not found', detail));
  });
  server.setErrorHandler((error, request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status < 400 || status >= 500) {
      options.log.error({ path: request.routeOptions.url, error }, 'HTTP request failed');
    }
    const known = status >= 400 && status < 500;
    const detail = known ? messageOf(error) : 'The log has the details.';
    const body = problem(known ? status : 500, known ? 'Bad request' : 'Internal error', detail);
    void reply.code(body.status).type(PROBLEM_TYPE).send(body);
  });
  await server.register(swagger, {
    openapi: {
      info: {
        title: 'Cordboard',
        description:
          'What the console shows, for programs. It only reads; acting on calls is done in the window.',
        version: options.version,
      },
    },
    transform: jsonSchemaTransform,
  });
  await server.register(docsRoutes);
  await server.register(systemRoutes, { control: options.control });
  await server.register(callRoutes, { control: options.control });
  return server;
}

function failed(message: string): ComponentHealth {
  return { state: 'failed', message, version: '', since: Date.now() };
}

/** Why the address could not be had, and what to do. */
export function listenProblem(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program. End that program or set API_PORT to another port. Tried again every 10 s.`;
    case 'EACCES':
      return `Port ${port} may not be used without special rights. Set API_PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine. Correct API_HOST.`;
    default:
      return `The HTTP API cannot listen on ${host} port ${port} (${messageOf(error)}). Check API_HOST and API_PORT.`;
  }
}

function urlOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
