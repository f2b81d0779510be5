import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { deskOf } from '../deskOf';
import { valueOrProblem } from '../problems';
import { sendFile } from '../sendFile';
import { statisticsQuerySchema, statisticsSchema } from '../statisticsSchemas';
import { HISTORY_REFUSALS } from './historyAccess';
import type { RouteOptions } from './routeOptions';

/** GET /statistics and /statistics/export.csv. */
export const statisticsRoutes: FastifyPluginCallbackZod<RouteOptions> = (
  server,
  { desk },
  done,
) => {
  server.get(
    '/statistics',
    {
      schema: {
        summary: 'Figures over the calls of a stretch of time',
        tags: ['statistics'],
        querystring: statisticsQuerySchema,
        response: { 200: statisticsSchema, ...HISTORY_REFUSALS },
      },
    },
    async (request) =>
      valueOrProblem(await deskOf(desk, request).statistics.read(request.query), 503),
  );

  server.get(
    '/statistics/export.csv',
    {
      // A HEAD request would be noted as an export although it takes nothing away.
      exposeHeadRoute: false,
      schema: {
        summary: 'The same figures as a table',
        description: 'No field can be taken for a formula.',
        tags: ['statistics'],
        querystring: statisticsQuerySchema,
        response: {
          200: {
            description: 'The file',
            content: { 'text/csv': { schema: z.unknown().meta({ type: 'string' }) } },
          },
          ...HISTORY_REFUSALS,
        },
      },
    },
    async (request, reply) => {
      const { statistics } = deskOf(desk, request);
      const file = valueOrProblem(await statistics.export(request.query), 503);
      return sendFile(reply, 'text/csv; charset=utf-8', file);
    },
  );
  done();
};
