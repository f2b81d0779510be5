import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { deskOf } from '../deskOf';
import { problemResponse, valueOrProblem } from '../problems';
import type { RouteOptions } from './routeOptions';

/** POST /application/take-over. */
export const applicationRoute: FastifyPluginCallbackZod<RouteOptions> = (
  server,
  { desk },
  done,
) => {
  server.post(
    '/application/take-over',
    {
      schema: {
        summary: 'Takes new calls here while another Cordboard serves the application',
        description:
          'Needs an acting token. Possible while GET /status shows the state "taken" for asterisk. Calls that run on the other Cordboard go on there.',
        tags: ['commands'],
        response: {
          204: z
            .null()
            .describe('Under way; GET /status shows the outcome as the state of asterisk'),
          403: problemResponse,
          409: problemResponse,
        },
      },
    },
    async (request, reply) => {
      valueOrProblem(await deskOf(desk, request).calls.takeOverApplication());
      return reply.code(204).send(null);
    },
  );
  done();
};
