import { z } from 'zod';
import { MAX_SAMPLE_CHARS } from '#model/limits';
import { VOICE_NAMES } from '#model/voices';
import type { SampleRequest } from '#model/voiceSample';

/** A text that a voice is to speak, for every door. */
export const sampleRequest = z.strictObject({
  voice: z.enum(VOICE_NAMES),
  model: z.string().max(100),
  text: z.string().trim().min(1).max(MAX_SAMPLE_CHARS),
}) satisfies z.ZodType<SampleRequest>;
