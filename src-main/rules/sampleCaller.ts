import { z } from 'zod';
import { MAX_CALLER_NUMBER_CHARS, MAX_TARGET_CHARS } from '#model/limits';
import type { SampleCaller } from '#model/lookUpTrial';

/** A made-up caller; an empty text is not known. */
export const sampleCaller = z.strictObject({
  callerNumber: z.string().trim().max(MAX_CALLER_NUMBER_CHARS).default(''),
  callerName: z.string().trim().max(MAX_CALLER_NUMBER_CHARS).default(''),
  dialedNumber: z.string().trim().max(MAX_TARGET_CHARS).default(''),
}) satisfies z.ZodType<SampleCaller>;
