import { z } from 'zod';
import type { TriedProfile } from '#model/profile';
import { profileId } from './profileId';

/** The profile of a trial. The fields of a draft are checked by the store of profiles. */
export const triedProfile = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('saved'), profileId }),
  z.strictObject({ kind: z.literal('draft'), draft: z.record(z.string(), z.unknown()) }),
]) satisfies z.ZodType<TriedProfile>;
