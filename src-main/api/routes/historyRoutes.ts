import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { eventInWords } from '#main/transcript/eventWords';
import { summaryInWords } from '#main/transcript/summaryWords';
import { deskOf } from '../deskOf';
import {
  callParams,
  callRecordSchema,
  historyPageSchema,
  historyQuerySchema,
} from '../historySchemas';
import { valueOrProblem } from '../problems';
import { HISTORY_REFUSALS } from './historyAccess';
import type { RouteOptions } from './routeOptions';

/** GET /history and /history/{id}. */
export const historyRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  const { desk } = options;
  server.get(
    '/history',
    {
      // The audit notes what is read: a HEAD request, which shows nothing, would be noted too.
      exposeHeadRoute: false,
      schema: {
        summary: 'Searches the recorded calls, newest first',
        description: 'Returns calls that meet all given conditions.',
        tags: ['history'],
        querystring: historyQuerySchema,
        response: { 200: historyPageSchema, ...HISTORY_REFUSALS },
      },
    },
    async (request) =>
      valueOrProblem(await deskOf(desk, request).history.search(request.query), 503),
  );

  server.get(
    '/history/:id',
    {
      exposeHeadRoute: false,
      schema: {
        summary: 'Everything recorded of one call',
        tags: ['history'],
        params: callParams,
        response: { 200: callRecordSchema, ...HISTORY_REFUSALS },
      },
    },
    async (request) => {
      const { history } = deskOf(desk, request);
      const record = valueOrProblem(await history.read(request.params.id), 503);
      const url = `/history/${encodeURIComponent(record.call.id)}/recording`;
      const recordings = record.recordings.map(({ startMs, durationMs, bytes }, part) => ({
        startMs,
        durationMs,
        bytes,
        url: part === 0 ? url : `${url}?part=${part}`,
      }));
      const { events, summary } = record;
      return {
        ...record,
        events: events.map(eventInWords),
        summary: summary === null ? null : summaryInWords(summary),
        recordings,
      };
    },
  );

  done();
};
