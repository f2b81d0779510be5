import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import type { Call, CallId } from '#model/call';
import type { ConsoleSnapshot } from '#model/events';
import { deskOf } from '../deskOf';
import { callParams } from '../historySchemas';
import { ProblemError, problemResponse } from '../problems';
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
    async (request) => {
      const { calls } = await deskOf(desk, request).calls.snapshot();
      return { calls: [...calls] };
    },
  );

  server.get(
    '/calls/:id',
    {
      schema: {
        summary: 'One call with its transcript',
        tags: ['calls'],
        params: callParams,
        response: { 200: callDetailSchema, 404: problemResponse },
      },
    },
    async (request, reply) => {
      const snapshot = await deskOf(desk, request).calls.snapshot();
      const call = callOf(snapshot, request.params.id);
      return reply.code(200).send({ call, transcript: snapshot.transcripts[call.id] ?? [] });
    },
  );

  server.get(
    '/calls/:id/transcript',
    {
      schema: {
        summary: 'The transcript of a call so far',
        tags: ['calls'],
        params: callParams,
        response: { 200: transcriptSchema, 404: problemResponse },
      },
    },
    async (request, reply) => {
      const snapshot = await deskOf(desk, request).calls.snapshot();
      const { id } = callOf(snapshot, request.params.id);
      return reply.code(200).send({ callId: id, turns: snapshot.transcripts[id] ?? [] });
    },
  );
  done();
};

function callOf(snapshot: ConsoleSnapshot, id: CallId): Call {
  const call = snapshot.calls.find((candidate) => candidate.id === id);
  if (call === undefined) {
    const detail = `There is no call with this id now. GET /calls lists the calls now, GET /history those that are over.`;
    throw new ProblemError(404, detail, { kind: 'not-found', retryable: false });
  }
  return call;
}
