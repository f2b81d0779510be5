import { z } from 'zod';
import { issueMessage } from '#main/util/issuePhrase';
import { DEFAULT_LIVE_MODEL, plainModelName, shutDownSince } from '#model/liveModels';
import { phrase } from '#model/phrases/phrase';
import type { TextForm } from '../forms';

/**
 * Name of a Live model, without `models/` before it; dead ones are refused with the name of the one
 * to use.
 */
export const LIVE_MODEL: TextForm = {
  words: 'the name of a Gemini Live model',
  schema: z
    .string()
    .trim()
    .transform(plainModelName)
    .pipe(
      z
        .string()
        .max(200)
        .regex(/^[\w./-]+$/),
    )
    .superRefine((model, context) => {
      if (shutDownSince(model) !== null) {
        context.addIssue({
          code: 'custom',
          message: issueMessage(
            phrase('live-model.shut-down', { model, newest: DEFAULT_LIVE_MODEL }),
          ),
        });
      }
    }),
};
