/** What each request must look like. Main process only: the window and the preload script never load this. */
import { z } from 'zod';
import { VOICE_NAMES } from '../../src-main/model/voices';
import type { Requests } from './api';
import type { RequestChannel } from './channels';

/** An Asterisk channel id; Asterisk's own are about 15 characters, callers of ARI may choose up to 149. */
const callId = z.string().min(1).max(150);

const callInput = z.strictObject({ callId });

/** A schema for the input of each request. */
export type RequestSchemas = {
  readonly [Channel in RequestChannel]: z.ZodType<Requests[Channel]['input']>;
};

/** The schema of every request's input. A missing or wrong one does not compile. */
export const REQUEST_SCHEMAS = {
  'app:snapshot': z.null(),
  'app:info': z.null(),
  'calls:answer': callInput,
  'calls:decline': callInput,
  'calls:end': callInput,
  'calls:changeVoice': z.strictObject({ callId, voice: z.enum(VOICE_NAMES) }),
  'settings:list': z.null(),
  'settings:update': z.strictObject({
    changes: z
      .record(z.string().min(1).max(80), z.string().max(20_000))
      .refine((changes) => Object.keys(changes).length <= 100),
  }),
  'levels:open': z.null(),
} satisfies RequestSchemas;

/** The schema of the answer to a quit question. */
export const QUIT_ANSWER_SCHEMA = z.boolean();
