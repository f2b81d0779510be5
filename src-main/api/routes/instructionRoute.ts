import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { deskOf } from '../deskOf';
import { callParams } from '../historySchemas';
import { COMMAND_REFUSALS, valueOrProblem } from '../problems';
import { instructionSchema } from '../schemas';
import type { RouteOptions } from './routeOptions';

/** GET /calls/{id}/instruction. */
export const instructionRoute: FastifyPluginCallbackZod<RouteOptions> = (
  server,
  { desk },
  done,
) => {
  server.get(
    '/calls/:id/instruction',
    {
      // The audit notes the reading: a HEAD request, which shows nothing, would be noted too.
      exposeHeadRoute: false,
      schema: {
        summary: 'The system instruction that the agent follows now',
        tags: ['calls'],
        params: callParams,
        response: { 200: instructionSchema, ...COMMAND_REFUSALS },
      },
    },
    async (request, reply) => {
      const { calls } = deskOf(desk, request);
      return reply.code(200).send(valueOrProblem(await calls.instruction(request.params.id)));
    },
  );
  done();
};
