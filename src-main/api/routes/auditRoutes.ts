import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { auditQuerySchema, auditSchema } from '../historySchemas';
import { valueOrProblem } from '../problems';
import { HISTORY_REFUSALS, storeOrProblem } from './historyAccess';
import type { RouteOptions } from './routeOptions';

/** Entries of a page when nothing else is asked for. */
const AUDIT_PAGE = 100;

/** GET /audit and /audit/verification. */
export const auditRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, { history }, done) => {
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
      const query = before === undefined ? { limit } : { before, limit };
      const entries = valueOrProblem(await storeOrProblem(history).listAudit(query), 503);
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
            firstWrong: z.int().nullable().describe('Number of the first entry that does not fit'),
          }),
          ...HISTORY_REFUSALS,
        },
      },
    },
    async () => {
      const firstWrong = valueOrProblem(await storeOrProblem(history).verifyAudit(), 503);
      return { intact: firstWrong === null, firstWrong };
    },
  );
  done();
};
