import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { deskOf } from '../deskOf';
import { callParams } from '../historySchemas';
import { valueOrProblem } from '../problems';
import { replayEstimateSchema, replayInputSchema, replayStartedSchema } from '../replaySchemas';
import { HISTORY_REFUSALS } from './historyAccess';
import type { RouteOptions } from './routeOptions';

/** POST /history/{id}/replays and /history/{id}/replays/estimate. */
export const replayRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  const { desk } = options;
  server.post(
    '/history/:id/replays/estimate',
    {
      schema: {
        summary: 'What a replay would take',
        tags: ['history'],
        params: callParams,
        body: replayInputSchema,
        response: { 200: replayEstimateSchema, ...HISTORY_REFUSALS },
      },
    },
    async ({ params, body }, reply) => {
      const { trials } = deskOf(desk, reply.request);
      return valueOrProblem(await trials.estimateReplay({ callId: params.id, ...body }), 503);
    },
  );

  server.post(
    '/history/:id/replays',
    {
      schema: {
        summary: 'Plays a recorded call again',
        description:
          "The caller's recorded audio goes to an agent, in a call that is listed and marked. " +
          'POST /calls/{id}/end stops it. Its result is among "replays" of the original call.',
        tags: ['history'],
        params: callParams,
        body: replayInputSchema,
        response: { 202: replayStartedSchema, ...HISTORY_REFUSALS },
      },
    },
    async ({ params, body }, reply) => {
      const { trials } = deskOf(desk, reply.request);
      const started = await trials.replay({ callId: params.id, ...body });
      return reply.code(202).send({ id: valueOrProblem(started, 503) });
    },
  );

  done();
};
