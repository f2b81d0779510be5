import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { summaryInWords } from '#main/transcript/summaryWords';
import { deskOf } from '../deskOf';
import { callParams, noteInputSchema, summarySchema, tagsInputSchema } from '../historySchemas';
import { problemResponse, valueOrProblem } from '../problems';
import { HISTORY_REFUSALS } from './historyAccess';
import type { RouteOptions } from './routeOptions';

/** POST /history/{id}/notes, PUT /history/{id}/tags and POST /history/{id}/summary. */
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

  server.post(
    '/history/:id/summary',
    {
      schema: {
        summary: 'Makes the summary of a call anew',
        description:
          'Needs an acting token. Answers when it is made, which may take a minute. A call whose profile makes no summaries is refused (409), and so is one in which nothing was said. Then the summary before stays.',
        tags: ['history'],
        params: callParams,
        response: { 200: summarySchema, ...HISTORY_REFUSALS, 500: problemResponse },
      },
    },
    async (request) => {
      const { history } = deskOf(desk, request);
      const made = await history.redoSummary(request.params.id);
      return summaryInWords(valueOrProblem(made, 503));
    },
  );

  done();
};
