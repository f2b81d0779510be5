import { z } from 'zod';
import { MAX_REPLAY_TURNS, type ReplayRequest } from '#model/replay';
import { VOICE_NAMES } from '#model/voices';
import { profileId } from './profileId';
import { callId } from './recordSchemas';

/** Longest instruction, characters. */
const MAX_INSTRUCTION = 100_000;

/** A replay as a door takes it. */
export const replayRequest = z.strictObject({
  callId,
  turnId: z.int().nonnegative(),
  turns: z.int().min(1).max(MAX_REPLAY_TURNS).describe("How many of the caller's turns are played"),
  changes: z.strictObject({
    instruction: z.string().max(MAX_INSTRUCTION).exactOptional(),
    voice: z.enum(VOICE_NAMES).exactOptional(),
    model: z.string().trim().min(1).max(200).exactOptional(),
    profileId: profileId.exactOptional(),
  }),
}) satisfies z.ZodType<ReplayRequest>;
