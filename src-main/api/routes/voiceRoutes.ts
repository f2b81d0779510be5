import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { monoWav } from '#main/media/recording/wavHeader';
import { sampleRequest } from '#main/rules/sampleSchema';
import { AUDITION_VOICES } from '#model/voiceSample';
import { deskOf } from '../deskOf';
import { COMMAND_REFUSALS, problemResponse, valueOrProblem } from '../problems';
import { fileOf } from '../sendFile';
import type { RouteOptions } from './routeOptions';

/** What is spoken, by whom; the model of the settings, unless another one is named. */
const sample = sampleRequest.extend({ model: sampleRequest.shape.model.default('') });

const tags = ['voices'];

/** POST /voices/samples and /voices/samples/estimate. */
export const voiceRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, { desk }, done) => {
  server.post(
    '/voices/samples',
    {
      schema: {
        summary: 'A text in a voice, as a caller would hear it',
        description: 'Needs an acting token. What was spoken before is kept for a while.',
        tags,
        body: sample,
        response: {
          200: { description: 'A WAV file with one channel', content: fileOf('audio/wav') },
          ...COMMAND_REFUSALS,
        },
      },
    },
    async (request, reply) => {
      const { voices } = deskOf(desk, request);
      const { pcm, sampleRateHz } = valueOrProblem(await voices.sample(request.body));
      return reply.type('audio/wav').send(monoWav(pcm, sampleRateHz));
    },
  );
  server.post(
    '/voices/samples/estimate',
    {
      schema: {
        summary: 'What having texts spoken would cost',
        tags,
        body: z.strictObject({ samples: z.array(sample).max(AUDITION_VOICES).readonly() }),
        response: {
          200: z.object({
            costUsd: z.number().describe('US dollars, an estimate; what is kept costs nothing'),
          }),
          400: problemResponse,
          403: problemResponse,
        },
      },
    },
    async (request) => {
      const { voices } = deskOf(desk, request);
      return { costUsd: await voices.estimateUsd(request.body.samples) };
    },
  );
  done();
};
