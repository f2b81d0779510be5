import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { namedQuery, searchId } from '#main/rules/recordSchemas';
import type { SavedSearch } from '#model/savedSearches';
import { deskOf } from '../deskOf';
import { valueOrProblem } from '../problems';
import { count, epochMs } from '../schemas';
import { HISTORY_REFUSALS } from './historyAccess';
import type { RouteOptions } from './routeOptions';

const savedSearch = z.object({
  id: count,
  name: z.string(),
  query: z.custom<SavedSearch['query']>().meta({ type: 'object' }),
  by: z.string().describe('Who saved it last'),
  at: epochMs,
}) satisfies z.ZodType<SavedSearch>;

const params = z.object({ id: searchId(z.coerce.number).describe('Number of the search') });

/** GET and POST /history/searches, PUT and DELETE /history/searches/{id}. */
export const searchRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, { desk }, done) => {
  const about = (summary: string) => ({ summary, tags: ['history'] });
  const one = { 200: savedSearch, ...HISTORY_REFUSALS };
  server.get(
    '/history/searches',
    {
      schema: {
        ...about('Saved searches, by name'),
        response: {
          200: z.object({ searches: z.array(savedSearch).readonly() }),
          ...HISTORY_REFUSALS,
        },
      },
    },
    async (request) => ({
      searches: valueOrProblem(await deskOf(desk, request).searches.list(), 503),
    }),
  );
  server.post(
    '/history/searches',
    { schema: { ...about('Keeps a search'), body: namedQuery, response: one } },
    async (request) =>
      valueOrProblem(await deskOf(desk, request).searches.save(null, request.body), 503),
  );
  server.put(
    '/history/searches/:id',
    { schema: { ...about('Replaces a saved search'), params, body: namedQuery, response: one } },
    async (request) => {
      const { searches } = deskOf(desk, request);
      return valueOrProblem(await searches.save(request.params.id, request.body), 503);
    },
  );
  server.delete(
    '/history/searches/:id',
    { schema: { ...about('Removes a saved search'), params, response: one } },
    async (request) =>
      valueOrProblem(await deskOf(desk, request).searches.remove(request.params.id), 503),
  );
  done();
};
