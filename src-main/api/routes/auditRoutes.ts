import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { deskOf } from '../deskOf';
import { auditQuerySchema, auditSchema } from '../historySchemas';
import { valueOrProblem } from '../problems';
import { HISTORY_REFUSALS } from './historyAccess';
import type { RouteOptions } from './routeOptions';

/** Entries of a page by default. */
const AUDIT_PAGE = 100;

/** GET /audit and /audit/verification. */
export const auditRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, { desk }, done) => {
  server.get(
    '/audit',
    {
      schema: {
        summary: 'Who did what, newest first',
        tags: ['audit'],
        querystring: auditQuerySchema,
        response: { 200: auditSchema, ...HISTORY_REFUSALS },
      },
    },
    async (request) => {
      const { before, limit = AUDIT_PAGE } = request.query;
      const { history } = deskOf(desk, request);
      const entries = valueOrProblem(await history.listAudit(before ?? null, limit), 503);
      return { entries, next: entries.length < limit ? null : (entries.at(-1)?.seq ?? null) };
    },
  );

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
          }),
          ...HISTORY_REFUSALS,
        },
      },
    },
    async (request) => {
      const firstWrong = valueOrProblem(await deskOf(desk, request).history.verifyAudit(), 503);
      return { intact: firstWrong === null, firstWrong };
    },
  );
  done();
};
