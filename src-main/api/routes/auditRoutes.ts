import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AUDIT_TABLES } from '#model/auditLog';
import { deskOf } from '../deskOf';
import { auditQuerySchema, auditSchema } from '../historySchemas';
import { valueOrProblem } from '../problems';
import { sendFile } from '../sendFile';
import { HISTORY_REFUSALS } from './historyAccess';
import type { RouteOptions } from './routeOptions';

/** Entries of a page by default. */
const AUDIT_PAGE = 100;

const MEDIA_TYPES = { csv: 'text/csv', json: 'application/json' } as const;

/** GET /audit and /audit/facets. */
export const auditRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, { desk }, done) => {
  server.get(
    '/audit',
    {
      schema: {
        summary: 'Who did what, newest first',
        description: 'Returns entries that meet all given conditions.',
        tags: ['audit'],
        querystring: auditQuerySchema,
        response: { 200: auditSchema, ...HISTORY_REFUSALS },
      },
    },
    async (request) => {
      const { limit = AUDIT_PAGE } = request.query;
      const { audit } = deskOf(desk, request);
      const entries = valueOrProblem(await audit.list({ ...request.query, limit }), 503);
      return { entries, next: entries.length < limit ? null : (entries.at(-1)?.seq ?? null) };
    },
  );

  server.get(
    '/audit/facets',
    {
      schema: {
        summary: 'The actors and actions that entries can be searched by',
        tags: ['audit'],
        response: {
          200: z.object({
            actors: z.array(z.string()).readonly(),
            actions: z.array(z.string()).readonly(),
          }),
          ...HISTORY_REFUSALS,
        },
      },
    },
    async (request) => valueOrProblem(await deskOf(desk, request).audit.facets(), 503),
  );
  done();
};

/** GET /audit/verification. */
export const auditCheckRoutes: FastifyPluginCallbackZod<RouteOptions> = (
  server,
  { desk },
  done,
) => {
  server.get(
    '/audit/verification',
    {
      schema: {
        summary: 'Recomputes the hash chain of the audit',
        tags: ['audit'],
        response: {
          200: z.object({
            intact: z.boolean(),
            firstWrong: z
              .int()
              .nullable()
              .describe('"seq" of the first wrong entry; null if the chain is intact'),
            tookMs: z.number(),
          }),
          ...HISTORY_REFUSALS,
        },
      },
    },
    async (request) => {
      const check = valueOrProblem(await deskOf(desk, request).audit.verify(), 503);
      return { intact: check.firstWrong === null, ...check };
    },
  );
  done();
};

/** GET /audit/export.csv and .json. */
export const auditExportRoutes: FastifyPluginCallbackZod<RouteOptions> = (
  server,
  { desk },
  done,
) => {
  for (const format of AUDIT_TABLES) {
    server.get(
      `/audit/export.${format}`,
      {
        // A HEAD request would be noted as an export although it takes nothing away.
        exposeHeadRoute: false,
        schema: {
          summary: 'The entries that meet all given conditions as a file, newest first',
          description:
            'The newest 100,000 at most. No field of a table can be taken for a formula.',
          tags: ['audit'],
          querystring: auditQuerySchema,
          response: {
            200: {
              description: 'The file',
              content: { [MEDIA_TYPES[format]]: { schema: z.unknown().meta({ type: 'string' }) } },
            },
            ...HISTORY_REFUSALS,
          },
        },
      },
      async (request, reply) => {
        const { audit } = deskOf(desk, request);
        const file = valueOrProblem(await audit.export(request.query, format), 503);
        return sendFile(reply, `${MEDIA_TYPES[format]}; charset=utf-8`, file);
      },
    );
  }
  done();
};
