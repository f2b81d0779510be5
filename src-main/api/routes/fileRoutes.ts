import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { callText } from '#main/transcript/callText';
import { parseByteRange } from '../byteRange';
import { callParams, transcriptExportSchema } from '../historySchemas';
import { ProblemError, problemResponse, valueOrProblem } from '../problems';
import { openRecording } from '../recordingFile';
import { fileStem, HISTORY_REFUSALS, recordOrProblem } from './historyAccess';
import type { RouteOptions } from './routeOptions';

// Unknown to zod: a stream is sent.
const wav = { 'audio/wav': { schema: z.unknown().meta({ type: 'string', format: 'binary' }) } };

/** GET /history/{id}/recording. */
export const recordingRoute: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  const { history, dataDir } = options;
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
      const record = await recordOrProblem(history, request.params.id);
      const recording = record.recordings[request.query.part];
      if (recording === undefined) {
        throw new ProblemError(404, 'There is no such recording of this call.');
      }
      const file = valueOrProblem(await openRecording(dataDir, recording.path));
      const { handle, bytes, etag } = file;
      // A client that continues an older state of the file gets all of the new one (RFC 9110, section 13.1.5).
      const isSame =
        request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
      const range = parseByteRange(isSame ? request.headers.range : undefined, bytes);
      if (range.kind === 'unsatisfiable') {
        await handle.close();
        void reply.header('content-range', `bytes */${bytes}`);
        throw new ProblemError(416, `The recording has ${bytes} bytes.`);
      }
      const start = range.kind === 'part' ? range.start : 0;
      const end = range.kind === 'part' ? range.end : bytes - 1;
      void reply.headers({
        'accept-ranges': 'bytes',
        'content-type': 'audio/wav',
        'content-length': String(end - start + 1),
        'content-disposition': `attachment; filename="${fileStem(record)}.wav"`,
        etag,
      });
      if (range.kind === 'part') {
        void reply.code(206).header('content-range', `bytes ${start}-${end}/${bytes}`);
      }
      return reply.send(handle.createReadStream({ start, end }));
    },
  );
  done();
};

/** GET /history/{id}/transcript.txt and .json: a call as a file. */
export const exportRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  server.get(
    '/history/:id/transcript.txt',
    {
      schema: {
        summary: 'The transcript as a text file',
        tags: ['history'],
        params: callParams,
        response: {
          200: { description: 'Text', content: { 'text/plain': { schema: z.string() } } },
          ...HISTORY_REFUSALS,
        },
      },
    },
    async (request, reply) => {
      const record = await recordOrProblem(options.history, request.params.id);
      return reply
        .type('text/plain; charset=utf-8')
        .header('content-disposition', `attachment; filename="${fileStem(record)}.txt"`)
        .send(callText(record));
    },
  );

  server.get(
    '/history/:id/transcript.json',
    {
      schema: {
        summary: 'Transcript, notes and facts of a call as a JSON file',
        tags: ['history'],
        params: callParams,
        response: { 200: transcriptExportSchema, ...HISTORY_REFUSALS },
      },
    },
    async (request, reply) => {
      const record = await recordOrProblem(options.history, request.params.id);
      const { call, turns, notes } = record;
      return reply
        .header('content-disposition', `attachment; filename="${fileStem(record)}.json"`)
        .send({ call, turns, notes });
    },
  );
  done();
};
