import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { rangeAnswer } from '#main/rules/byteRange';
import { recordingIndex } from '#main/rules/recordSchemas';
import { phrase } from '#model/phrases/phrase';
import { deskOf } from '../deskOf';
import { callParams } from '../historySchemas';
import { ProblemError, problemResponse, valueOrProblem } from '../problems';
import { fileOf, sendFile } from '../sendFile';
import { HISTORY_REFUSALS } from './historyAccess';
import type { RouteOptions } from './routeOptions';

const wav = fileOf('audio/wav');

/** GET /history/{id}/recording. */
export const recordingRoute: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  const { desk } = options;
  server.get(
    '/history/:id/recording',
    {
      schema: {
        summary: 'A recording as WAV: left the caller, right what the caller heard',
        description: 'Supports Range requests, so that a player can jump.',
        tags: ['history'],
        params: callParams,
        querystring: z.strictObject({
          part: recordingIndex(z.coerce.number).default(0),
        }),
        response: {
          200: { description: 'The whole file', content: wav },
          206: { description: 'The requested range', content: wav },
          416: problemResponse,
          ...HISTORY_REFUSALS,
        },
      },
    },
    async (request, reply) => {
      const { history } = deskOf(desk, request);
      const opened = await history.openRecording(request.params.id, request.query.part);
      const { name, read, close, ...file } = valueOrProblem(opened, 503);
      const { range } = request.headers;
      const ifRange = request.headers['if-range']?.toString();
      const answer = rangeAnswer({ range, ifRange }, file);
      void reply.code(answer.status).headers(answer.headers);
      if (answer.status === 416) {
        await close();
        throw new ProblemError(416, phrase('http.no-such-range', { bytes: file.bytes }));
      }
      void reply.type('audio/wav').header('content-disposition', `attachment; filename="${name}"`);
      if (request.method === 'HEAD') {
        await close();
        // Without a stream, the server would overwrite content-length.
        return reply.send(new ReadableStream());
      }
      return reply.send(read(answer.start, answer.end));
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
  {
    path: 'transcript.vtt',
    format: 'vtt',
    summary: 'What was heard, as captions of the recording (WebVTT)',
    type: 'text/vtt; charset=utf-8',
    content: fileOf('text/vtt'),
  },
  {
    path: 'transcript.srt',
    format: 'srt',
    summary: 'What was heard, as captions of the recording (SubRip)',
    type: 'application/x-subrip; charset=utf-8',
    content: fileOf('application/x-subrip'),
  },
] as const;

/** GET /history/{id}/transcript.txt, .json, .vtt and .srt: a call as a file. */
export const exportRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, { desk }, done) => {
  for (const { path, format, summary, type, content } of EXPORTS) {
    server.get(
      `/history/:id/${path}`,
      {
        // A HEAD request would be noted as an export although it takes nothing away.
        exposeHeadRoute: false,
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
        return sendFile(reply, type, file);
      },
    );
  }
  done();
};
