import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { act, actorOf } from '../acting';
import { callParams, noteInputSchema, tagsInputSchema } from '../historySchemas';
import { valueOrProblem } from '../problems';
import { HISTORY_REFUSALS, storeOrProblem } from './historyAccess';
import type { RouteOptions } from './routeOptions';

/** POST /history/{id}/notes and PUT /history/{id}/tags. */
export const noteRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  const { history } = options;
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
      const store = storeOrProblem(history);
      const { id } = request.params;
      const { text } = request.body;
      const result = await act(options, request, {
        name: 'history.addNote',
        callId: id,
        // Not the text: the audit outlives the record.
        params: { characters: text.length },
        work: () => store.addNote(id, actorOf(request), text),
      });
      valueOrProblem(result, 503);
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
        response: { 200: z.object({ tags: z.array(z.string()) }), ...HISTORY_REFUSALS },
      },
    },
    async (request) => {
      const store = storeOrProblem(history);
      const { id } = request.params;
      const tags = [...new Set(request.body.tags)];
      const result = await act(options, request, {
        name: 'history.setTags',
        callId: id,
        params: { tags },
        work: () => store.setTags(id, tags),
      });
      valueOrProblem(result, 503);
      return { tags };
    },
  );

  done();
};

/** DELETE /history/callers/{number}. */
export const forgetRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  const { history } = options;
  server.delete(
    '/history/callers/:number',
    {
      schema: {
        summary: 'Removes every call of a caller',
        description:
          'Needs an acting token. Removes rows, text index, recordings and the copies in the backups; it cannot be undone.',
        tags: ['history'],
        params: z.object({ number: z.string().min(1).max(200).describe('The whole number') }),
        response: { 200: z.object({ removedCalls: z.int() }), ...HISTORY_REFUSALS },
      },
    },
    async (request) => {
      const store = storeOrProblem(history);
      const { number } = request.params;
      const removed = await act(options, request, {
        name: 'history.deleteCaller',
        callId: null,
        // Not the number: it is what has to be forgotten.
        params: { number: `…${number.slice(-2)}` },
        work: () => store.deleteCaller(number),
      });
      return { removedCalls: valueOrProblem(removed, 503) };
    },
  );
  done();
};
