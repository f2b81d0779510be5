import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { deskOf } from '../deskOf';
import { callParams } from '../historySchemas';
import { COMMAND_REFUSALS, valueOrProblem } from '../problems';
import { aheadSchema, briefSchema } from '../schemas';
import type { RouteOptions } from './routeOptions';

/** What will be said: GET /calls/{id}/ahead to the caller, GET /calls/{id}/brief to the agent. */
export const aheadRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, { desk }, done) => {
  server.get(
    '/calls/:id/ahead',
    {
      schema: {
        summary: 'What the agent will say that the caller has not heard, as figures',
        tags: ['calls'],
        params: callParams,
        response: { 200: aheadSchema },
      },
    },
    async (request) => ({ ahead: await deskOf(desk, request).calls.ahead(request.params.id) }),
  );

  server.get(
    '/calls/:id/brief',
    {
      // The audit notes the reading: a HEAD request, which shows nothing, would be noted too.
      exposeHeadRoute: false,
      schema: {
        summary: 'What the agent will be told when the call is handed back',
        tags: ['calls'],
        params: callParams,
        response: { 200: briefSchema, ...COMMAND_REFUSALS },
      },
    },
    async (request, reply) => {
      const { calls } = deskOf(desk, request);
      return reply.code(200).send(valueOrProblem(await calls.brief(request.params.id)));
    },
  );
  done();
};
