import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { deskOf } from '../deskOf';
import { callParams, noteInputSchema, tagsInputSchema } from '../historySchemas';
import { valueOrProblem } from '../problems';
import { HISTORY_REFUSALS } from './historyAccess';
import type { RouteOptions } from './routeOptions';

/** POST /history/{id}/notes and PUT /history/{id}/tags. */
export const noteRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  const { desk } = options;
  server.post(
    '/history/:id/notes',
    {
      schema: {
        summary: 'Adds a note to a call',
        description: 'Needs an acting token.',
        tags: ['history'],
        params: callParams,
        body: noteInputSchema,
        response: { 204: z.null().describe('Done'), ...HISTORY_REFUSALS },
      },
    },
    async (request, reply) => {
      const { history } = deskOf(desk, request);
      valueOrProblem(await history.addNote(request.params.id, request.body.text), 503);
      return reply.code(204).send(null);
    },
  );

  server.put(
    '/history/:id/tags',
    {
      schema: {
        summary: 'Replaces the tags of a call',
        description: 'Needs an acting token.',
        tags: ['history'],
        params: callParams,
        body: tagsInputSchema,
        response: { 200: z.object({ tags: z.array(z.string()).readonly() }), ...HISTORY_REFUSALS },
      },
    },
    async (request) => {
      const { history } = deskOf(desk, request);
      const tags = await history.setTags(request.params.id, request.body.tags);
      return { tags: valueOrProblem(tags, 503) };
    },
  );

  done();
};
