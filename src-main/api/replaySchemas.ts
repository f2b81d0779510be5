/** Schemas of the calls that are played again. */
import { z } from 'zod';
import { replayRequest } from '#main/rules/replayRequest';
import type { Replay, ReplayEstimate } from '#model/replay';
import { VOICE_NAMES } from '#model/voices';
import { endReason, epochMs, ms, turn } from './schemas';

const { changes } = replayRequest.shape;

/** What became of a replay. */
export const replaySchema = z
  .object({
    id: z.string().describe('The call that played it'),
    turnId: z.number(),
    at: epochMs,
    actor: z.string(),
    changes,
    profileName: z.string(),
    voice: z.enum(VOICE_NAMES),
    model: z.string(),
    endReason: endReason.nullable(),
    fromMs: ms.describe('The stretch of the original that was played'),
    untilMs: ms,
    turns: z.array(turn).readonly().describe('Their times are those of the original'),
    costUsd: z.number(),
  })
  .meta({ id: 'Replay' }) satisfies z.ZodType<Replay>;

/** Body of POST /history/{id}/replays and /history/{id}/replays/estimate. */
export const replayInputSchema = replayRequest.omit({ callId: true });

/** Answer of the estimate. */
export const replayEstimateSchema = z.object({
  audioMs: ms.describe("The caller's audio that is played"),
  costUsd: z.number().describe('US dollars, an estimate'),
}) satisfies z.ZodType<ReplayEstimate>;

/** The call that plays it. */
export const replayStartedSchema = z.object({ id: z.string() });
