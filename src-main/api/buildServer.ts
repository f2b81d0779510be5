import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, {
  type FastifyInstance,
  type FastifyPluginCallback,
  type FastifyRequest,
  type FastifyServerFactoryHandler,
} from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { Settings } from '#main/config/settings/settings';
import { messageOf } from '#main/util/errors';
import { phrase } from '#model/phrases/phrase';
import { addAccessHooks } from './access/accessHooks';
import { accessOf } from './access/accessRules';
import type { TokenBook } from './access/tokenBook';
import { answerNoHttp, answerWithProblems, problem, ProblemError, sendProblem } from './problems';
import { aheadRoutes } from './routes/aheadRoutes';
import { alertRuleRoutes } from './routes/alertRuleRoutes';
import { applicationRoute } from './routes/applicationRoute';
import { auditCheckRoutes, auditExportRoutes, auditRoutes } from './routes/auditRoutes';
import { callRoutes } from './routes/callRoutes';
import { commandRoutes } from './routes/commandRoutes';
import { docsRoutes } from './routes/docsRoutes';
import { type EventRouteOptions, eventRoutes } from './routes/eventRoutes';
import { exportRoutes, recordingRoute } from './routes/fileRoutes';
import { callerRoutes, removalRoute } from './routes/forgetRoutes';
import { headsetRoute } from './routes/headsetRoute';
import { historyPartRoutes, historyRoutes, listRoute } from './routes/historyRoutes';
import { instructionRoute } from './routes/instructionRoute';
import { messageRoutes } from './routes/messageRoutes';
import { noteRoutes } from './routes/noteRoutes';
import { profileRoutes } from './routes/profileRoutes';
import { rehearsalRoutes } from './routes/rehearsalRoutes';
import { replayRoutes } from './routes/replayRoutes';
import type { RouteOptions } from './routes/routeOptions';
import { searchRoutes } from './routes/searchRoutes';
import { statisticsRoutes } from './routes/statisticsRoutes';
import { systemRoutes } from './routes/systemRoutes';
import { voiceRoutes } from './routes/voiceRoutes';
import { webhookRoutes } from './routes/webhookRoutes';
import type { Tls } from './tls';

export type BuildOptions = RouteOptions & {
  readonly settings: Pick<Settings, 'apiHost' | 'apiRateLimit' | 'corsOrigins'>;
  readonly tokens: Pick<TokenBook, 'find'>;
  /** Null: plain http. */
  readonly tls: Tls | null;
  readonly version: string;
  readonly events: EventRouteOptions['events'];
  /** Further routes; the same access rules apply to them. */
  readonly plugins: readonly FastifyPluginCallback[];
};

/** Largest body, bytes: a note of 4,000 characters fits in any script. */
const BODY_LIMIT = 32 * 1_024;

/**
 * Longest part of a path, characters: call ids have up to 149, and an escaped character takes
 * three.
 */
const MAX_PARAM_CHARS = 450;

/** Longest time a request may take to arrive, ms. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Most connections at once; further ones are closed immediately. */
const MAX_CONNECTIONS = 256;

const RATE_WINDOW_MS = 60_000;

const DESCRIPTION = [
  'Everything that the console shows and does, for programs. Requests need a token ("Authorization: Bearer ..."), created by `npm run token -- NAME`.',
  'Without a token everybody may read GET /health; programs on this machine may also read /status, /metrics and /docs, which hold nothing personal.',
  'Changes need an acting token (`--act`) and are written to the audit. Refusals are problem+json (RFC 9457). Times are in milliseconds, moments in milliseconds since 1970, sizes in bytes.',
].join(' ');

/** Builds the server: access rules first, then routes. It does not listen yet. */
export async function buildServer(options: BuildOptions): Promise<FastifyInstance> {
  const { settings, log, tls } = options;
  const server = fastify({
    logger: false,
    forceCloseConnections: true,
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: MAX_PARAM_CHARS },
    frameworkErrors: (error, _request, reply) => {
      const said = phrase('http.malformed', { why: messageOf(error) });
      sendProblem(reply, problem(error.statusCode ?? 400, said));
    },
    clientErrorHandler: answerNoHttp,
    serverFactory: (handler) => createServer(handler, tls),
  });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  // Only JSON bodies are accepted.
  server.removeContentTypeParser('text/plain');
  answerWithProblems(server, log);
  addAccessHooks(server, {
    tokens: options.tokens,
    origins: new Set(settings.corsOrigins.split(',').filter((origin) => origin !== '')),
    host: settings.apiHost,
    isCertified: tls?.isFor ?? (() => false),
    log,
  });
  await server.register(rateLimit, {
    max: settings.apiRateLimit,
    timeWindow: RATE_WINDOW_MS,
    keyGenerator: ({ access, ip }) => ('token' in access ? `token ${access.token}` : ip),
    errorResponseBuilder: (_request, { max, ttl }) => {
      const seconds = Math.ceil(ttl / 1_000);
      return new ProblemError(429, phrase('http.rate-limit', { max, seconds }), {
        retryable: true,
      });
    },
  });
  await registerDescription(server, options.version);
  await registerRoutes(server, options);
  return server;
}

async function registerDescription(server: FastifyInstance, version: string): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Cordboard', description: DESCRIPTION, version },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
}

async function registerRoutes(server: FastifyInstance, options: BuildOptions): Promise<void> {
  const { desk, picture, storeHealth, load, log, events, tokens } = options;
  const parts: RouteOptions = { desk, picture, storeHealth, load, log };
  await server.register(docsRoutes);
  const plugins = [
    systemRoutes,
    callRoutes,
    aheadRoutes,
    instructionRoute,
    commandRoutes,
    applicationRoute,
    profileRoutes,
    rehearsalRoutes,
    voiceRoutes,
    alertRuleRoutes,
    historyRoutes,
    historyPartRoutes,
    listRoute,
    searchRoutes,
    replayRoutes,
    recordingRoute,
    exportRoutes,
    noteRoutes,
    messageRoutes,
    callerRoutes,
    removalRoute,
    statisticsRoutes,
    auditRoutes,
    auditCheckRoutes,
    auditExportRoutes,
    webhookRoutes,
  ];
  for (const plugin of plugins) {
    await server.register(plugin, parts);
  }
  const accessNow = (request: FastifyRequest) => accessOf(request, tokens);
  await server.register(eventRoutes, { ...parts, events, accessOf: accessNow });
  await server.register(headsetRoute, { ...parts, accessOf: accessNow });
  for (const plugin of options.plugins) {
    await server.register(plugin);
  }
}

function createServer(handler: FastifyServerFactoryHandler, tls: Tls | null): Server {
  const server =
    tls === null
      ? createHttpServer(handler)
      : createHttpsServer({ cert: tls.cert, key: tls.key, minVersion: 'TLSv1.2' }, handler);
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}
