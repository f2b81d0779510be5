import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { parseByteRange } from '#main/rules/byteRange';
import { deskOf } from '../deskOf';
import { callParams } from '../historySchemas';
import { ProblemError, problemResponse, valueOrProblem } from '../problems';
import { HISTORY_REFUSALS } from './historyAccess';
import type { RouteOptions } from './routeOptions';

/** A file of a media type. Unknown to zod: it is sent as it is. */
const fileOf = (type: string) => ({
  [type]: { schema: z.unknown().meta({ type: 'string', format: 'binary' }) },
});

const wav = fileOf('audio/wav');

/** GET /history/{id}/recording. */
export const recordingRoute: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  const { desk } = options;
  server.get(
    '/history/:id/recording',
    {
      schema: {
        summary: 'A recording as WAV: left the caller, right what the caller heard',
        description: 'Understands Range, so that a player can jump.',
        tags: ['history'],
        params: callParams,
        querystring: z.strictObject({
          part: z.coerce.number().int().min(0).max(1_000).default(0),
        }),
        response: {
          200: { description: 'The whole file', content: wav },
          206: { description: 'The asked part', content: wav },
          416: problemResponse,
          ...HISTORY_REFUSALS,
        },
      },
    },
    async (request, reply) => {
      const { history } = deskOf(desk, request);
      const opened = await history.openRecording(request.params.id, request.query.part);
      const { name, bytes, etag, read, close } = valueOrProblem(opened, 503);
      // A client that continues an older state of the file gets all of the new one (RFC 9110,
      // section 13.1.5).
      const isSame =
        request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
      const range = parseByteRange(isSame ? request.headers.range : undefined, bytes);
      if (range.kind === 'unsatisfiable') {
        await close();
        void reply.header('content-range', `bytes */${bytes}`);
        throw new ProblemError(416, `The recording has ${bytes} bytes.`);
      }
      const start = range.kind === 'part' ? range.start : 0;
      const end = range.kind === 'part' ? range.end : bytes - 1;
      void reply.headers({
        'accept-ranges': 'bytes',
        'content-type': 'audio/wav',
        'content-length': String(end - start + 1),
        'content-disposition': `attachment; filename="${name}"`,
        etag,
      });
      if (range.kind === 'part') {
        void reply.code(206).header('content-range', `bytes ${start}-${end}/${bytes}`);
      }
      return reply.send(read(start, end));
    },
  );
  done();
};

const EXPORTS = [
  {
    path: 'transcript.txt',
    format: 'text',
    summary: 'The transcript as a text file',
    type: 'text/plain; charset=utf-8',
    content: fileOf('text/plain'),
  },
  {
    path: 'transcript.json',
    format: 'json',
    summary: 'Transcript, events, notes and facts of a call as a JSON file',
    type: 'application/json; charset=utf-8',
    content: fileOf('application/json'),
  },
] as const;

/** GET /history/{id}/transcript.txt and .json: a call as a file. */
export const exportRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, { desk }, done) => {
  for (const { path, format, summary, type, content } of EXPORTS) {
    server.get(
      `/history/:id/${path}`,
      {
        schema: {
          summary,
          tags: ['history'],
          params: callParams,
          response: { 200: { description: 'The file', content }, ...HISTORY_REFUSALS },
        },
      },
      async (request, reply) => {
        const { history } = deskOf(desk, request);
        const file = valueOrProblem(await history.exportCall(request.params.id, format), 503);
        return reply
          .type(type)
          .header('content-disposition', `attachment; filename="${file.name}"`)
          .send(file.content);
      },
    );
  }
  done();
};
