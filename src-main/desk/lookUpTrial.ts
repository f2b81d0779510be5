/** Tries the look-up of a profile with a caller who is made up. */
import { z } from 'zod';
import type { AskLookUp } from '#main/call/tools/lookUp';
import { lookUpSchema } from '#main/config/profiles/lookUpSchema';
import { lookUpPlaceProblems } from '#main/config/profiles/profilePlaceholders';
import { profileProblems } from '#main/config/profiles/profileSchema';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { LookUpTrial, LookUpTried } from '#model/lookUpTrial';
import { phrase } from '#model/phrases/phrase';
import { sampleFacts } from './sampleFacts';

export type TryLookUp = (trial: LookUpTrial) => Promise<Result<LookUpTried>>;

/** What a look-up depends on; the rest of the profile may be unfinished. */
const draftSchema = z.object({
  name: z.string().catch(''),
  lookUp: lookUpSchema.nullable().default(null),
  channelVariables: z.array(z.string()).catch([]),
});

/**
 * Fails with `invalid-state` where there is no look-up.
 * @param timeZone Of the settings now (IANA).
 */
export function createLookUpTrial(ask: AskLookUp, timeZone: () => string): TryLookUp {
  return async ({ profile, caller }) => {
    const draft = draftSchema.safeParse(profile);
    if (!draft.success) {
      return ok({ state: 'invalid', problems: profileProblems(draft.error) });
    }
    const { name, lookUp, channelVariables } = draft.data;
    if (lookUp === null) {
      return fail(cordboardError('invalid-state', phrase('look-up.none')));
    }
    const problems = lookUpPlaceProblems(lookUp, channelVariables);
    if (problems.length > 0) {
      return ok({ state: 'invalid', problems });
    }
    const facts = sampleFacts(name, caller, timeZone());
    // Nobody waits for a trial but who has asked for it.
    const outcome = await ask(lookUp, facts, new AbortController().signal);
    return ok({ state: 'tried', outcome });
  };
}
