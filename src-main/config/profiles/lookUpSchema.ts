/** Schema of the look-up of a profile. */
import { z } from 'zod';
import { issueMessage, saying } from '#main/util/issuePhrase';
import { LOOK_UP_FACT, MAX_LOOK_UP_MS } from '#model/lookUp';
import { phrase } from '#model/phrases/phrase';
import type { ProfileLookUp } from '#model/profile';
import { trimmed } from './profileTexts';
import { bounded, requestParts, urlProblem } from './requestSchema';

const MAX_FACTS = 20;

export const lookUpSchema = z
  .strictObject({
    ...requestParts,
    timeoutMs: bounded('ms', 100, MAX_LOOK_UP_MS).default(MAX_LOOK_UP_MS),
    facts: z
      .array(trimmed(1, 64).regex(LOOK_UP_FACT, saying(phrase('profile.fact'))))
      .max(MAX_FACTS, saying(phrase('profile.too-many-facts', { max: MAX_FACTS })))
      .readonly()
      .default([]),
  })
  .superRefine((lookUp, context) => {
    const problem = urlProblem({ ...lookUp, parameters: {} });
    if (problem !== null) {
      context.addIssue({ code: 'custom', path: ['url'], message: issueMessage(problem) });
    }
  }) satisfies z.ZodType<ProfileLookUp>;
