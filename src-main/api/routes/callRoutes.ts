import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { deskOf } from '../deskOf';
import { callParams } from '../historySchemas';
import { problemResponse, valueOrProblem } from '../problems';
import { callDetailSchema, callsSchema, transcriptSchema } from '../schemas';
import type { RouteOptions } from './routeOptions';

/** GET /calls, /calls/{id} and /calls/{id}/transcript. */
export const callRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, { desk }, done) => {
  server.get(
    '/calls',
    {
      schema: {
        summary: 'Calls now, and those that ended in the last 10 s',
        tags: ['calls'],
        response: { 200: callsSchema },
      },
    },
    async (request) => ({ calls: [...(await deskOf(desk, request).calls.list())] }),
  );

  server.get(
    '/calls/:id',
    {
      // The audit notes the reading: a HEAD request, which shows nothing, would be noted too.
      exposeHeadRoute: false,
      schema: {
        summary: 'One call with its transcript',
        tags: ['calls'],
        params: callParams,
        response: { 200: callDetailSchema, 404: problemResponse },
      },
    },
    async (request, reply) => {
      const { calls } = deskOf(desk, request);
      return reply.code(200).send(valueOrProblem(await calls.read(request.params.id)));
    },
  );

  server.get(
    '/calls/:id/transcript',
    {
      exposeHeadRoute: false,
      schema: {
        summary: 'The transcript of a call so far',
        tags: ['calls'],
        params: callParams,
        response: { 200: transcriptSchema, 404: problemResponse },
      },
    },
    async (request, reply) => {
      const { calls } = deskOf(desk, request);
      const { call, transcript } = valueOrProblem(await calls.read(request.params.id));
      return reply.code(200).send({ callId: call.id, turns: transcript });
    },
  );
  done();
};
