import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordingIndex, searchText } from '#main/rules/recordSchemas';
import { eventInWords } from '#main/transcript/eventWords';
import { summaryInWords } from '#main/transcript/summaryWords';
import { phrase } from '#model/phrases/phrase';
import { deskOf } from '../deskOf';
import {
  callHitsSchema,
  callParams,
  callRecordSchema,
  facetsSchema,
  historyPageSchema,
  historyQuerySchema,
  peaksSchema,
} from '../historySchemas';
import { ProblemError, valueOrProblem } from '../problems';
import { sendFile } from '../sendFile';
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

/** GET /history/facets, /history/{id}/hits and /history/{id}/peaks. */
export const historyPartRoutes: FastifyPluginCallbackZod<RouteOptions> = (
  server,
  { desk },
  done,
) => {
  server.get(
    '/history/facets',
    {
      exposeHeadRoute: false,
      schema: {
        summary: 'The tags, kinds of notices and actors that calls can be searched by',
        tags: ['history'],
        response: { 200: facetsSchema, ...HISTORY_REFUSALS },
      },
    },
    async (request) => valueOrProblem(await deskOf(desk, request).history.facets(), 503),
  );

  server.get(
    '/history/:id/hits',
    {
      exposeHeadRoute: false,
      schema: {
        summary: 'Every place of a call where the words stand',
        tags: ['history'],
        params: callParams,
        querystring: z.strictObject({ text: searchText }),
        response: { 200: callHitsSchema, ...HISTORY_REFUSALS },
      },
    },
    async (request) => {
      const { history } = deskOf(desk, request);
      const hits = await history.hits(request.params.id, request.query.text);
      return { hits: valueOrProblem(hits, 503) };
    },
  );

  server.get(
    '/history/:id/peaks',
    {
      exposeHeadRoute: false,
      schema: {
        summary: 'Overview of a recording, for drawing',
        tags: ['history'],
        params: callParams,
        querystring: z.strictObject({ part: recordingIndex(z.coerce.number).default(0) }),
        response: { 200: peaksSchema, ...HISTORY_REFUSALS },
      },
    },
    async (request) => {
      const { history } = deskOf(desk, request);
      const peaks = valueOrProblem(await history.peaks(request.params.id, request.query.part), 503);
      if (peaks === null) {
        throw new ProblemError(409, phrase('history.no-peaks-yet'));
      }
      const side = (channel: number) => [...peaks.peaks].filter((_, at) => at % 2 === channel);
      return { bucketMs: peaks.bucketMs, caller: side(0), heard: side(1) };
    },
  );

  done();
};

/** GET /history/export.csv. */
export const listRoute: FastifyPluginCallbackZod<RouteOptions> = (server, { desk }, done) => {
  server.get(
    '/history/export.csv',
    {
      // A HEAD request would be noted as an export although it takes nothing away.
      exposeHeadRoute: false,
      schema: {
        summary: 'The calls that meet all given conditions as a table, newest first',
        description: 'The newest 10,000 at most. No field can be taken for a formula.',
        tags: ['history'],
        querystring: historyQuerySchema,
        response: {
          200: {
            description: 'The file',
            content: { 'text/csv': { schema: z.unknown().meta({ type: 'string' }) } },
          },
          ...HISTORY_REFUSALS,
        },
      },
    },
    async (request, reply) => {
      const { history } = deskOf(desk, request);
      const file = valueOrProblem(await history.exportList({ query: request.query }), 503);
      return sendFile(reply, 'text/csv; charset=utf-8', file);
    },
  );

  done();
};
