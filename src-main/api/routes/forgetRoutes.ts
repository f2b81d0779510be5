import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { callerNumber, spellings } from '#main/rules/recordSchemas';
import { deskOf } from '../deskOf';
import { callParams, spellingsSchema } from '../historySchemas';
import { valueOrProblem } from '../problems';
import { HISTORY_REFUSALS } from './historyAccess';
import type { RouteOptions } from './routeOptions';

const callerParams = z.object({
  number: callerNumber.describe('The complete caller number'),
});

/** GET and DELETE /history/callers/{number}. */
export const callerRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  const { desk } = options;
  server.get(
    '/history/callers/:number',
    {
      schema: {
        summary: 'The spellings of a number under which calls are kept',
        description:
          'One person may be recorded as +4930123456, 004930123456 and, with PHONE_COUNTRY, 030123456.',
        tags: ['history'],
        params: callerParams,
        response: { 200: spellingsSchema, ...HISTORY_REFUSALS },
      },
    },
    async (request) => {
      const { history } = deskOf(desk, request);
      return { spellings: valueOrProblem(await history.spellings(request.params.number), 503) };
    },
  );

  server.delete(
    '/history/callers/:number',
    {
      schema: {
        summary: 'Removes all calls of a caller',
        description:
          'Needs an acting token. Removes rows, text index, recordings and the copies in the backups. It cannot be undone. If calls are kept under several spellings of the number, "spelling" must name those to remove.',
        tags: ['history'],
        params: callerParams,
        querystring: z.strictObject({
          spelling: z
            .union([callerNumber, spellings])
            .exactOptional()
            .describe('A spelling whose calls are removed; may be given more than once'),
        }),
        response: { 200: z.object({ removedCalls: z.int() }), ...HISTORY_REFUSALS },
      },
    },
    async (request) => {
      const { history } = deskOf(desk, request);
      const named = [request.query.spelling ?? []].flat();
      const removed = await history.deleteCaller(request.params.number, named);
      return { removedCalls: valueOrProblem(removed, 503) };
    },
  );

  done();
};

/** DELETE /history/{id}. */
export const removalRoute: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  const { desk } = options;
  server.delete(
    '/history/:id',
    {
      schema: {
        summary: 'Removes a call',
        description:
          'Needs an acting token. For calls of withheld numbers, which stand for many callers. Removes what the removal of a caller removes. It cannot be undone.',
        tags: ['history'],
        params: callParams,
        response: { 204: z.null().describe('Done'), ...HISTORY_REFUSALS },
      },
    },
    async (request, reply) => {
      const { history } = deskOf(desk, request);
      valueOrProblem(await history.deleteCall(request.params.id), 503);
      return reply.code(204).send(null);
    },
  );

  done();
};
