import { z } from 'zod';
import type { VoiceDesk } from '#main/desk/voiceDesk';
import { sampleRequest } from '#main/rules/sampleSchema';
import { ok } from '#main/util/result';
import { AUDITION_VOICES } from '#model/voiceSample';
import type { HandlersOf } from '../requestHandler';

export function createVoiceHandlers(voices: VoiceDesk): HandlersOf<'voices'> {
  return {
    'voices:sample': {
      schema: sampleRequest,
      run: (request) => voices.sample(request),
    },
    'voices:estimate': {
      schema: z.strictObject({ samples: z.array(sampleRequest).max(AUDITION_VOICES) }),
      run: async ({ samples }) => ok(await voices.estimateUsd(samples)),
    },
  };
}
