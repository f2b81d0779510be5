/** Schemas of how a supervisor listens, for every door. */
import { z } from 'zod';
import { HEADSET_SIDES, type HeadsetSides, type Listening, PAST_MS } from '#model/headset';

const sides = z.enum(HEADSET_SIDES);

/** What a headset that is on a call wants to hear from now on; `live`: the present. */
export const headsetWish = z.union([
  z.strictObject({ sides }),
  z.strictObject({ live: z.literal(true) }),
]) satisfies z.ZodType<{ readonly sides: HeadsetSides } | { readonly live: true }>;

export const listening = z.strictObject({
  sides: sides.default('both').describe('What is heard'),
  behindMs: z.coerce
    .number()
    .int()
    .min(0)
    .max(PAST_MS)
    .default(0)
    .describe('How far back listening begins, ms; it then runs at 1.5 speed into the present'),
}) satisfies z.ZodType<Listening>;
