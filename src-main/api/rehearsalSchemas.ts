/** Schemas of rehearsals: simulated callers who talk with a profile. */
import { z } from 'zod';
import { scenarioList } from '#main/config/profiles/rehearsalFile';
import {
  type JudgedMark,
  type PassMark,
  REHEARSAL_OUTCOMES,
  type RehearsalEnd,
  type RehearsalLine,
  type RehearsalResult,
  type Rehearsals,
} from '#model/rehearsal';
import { count, epochMs, ms, phrase } from './schemas';

const line = z.discriminatedUnion('of', [
  z.object({ of: z.literal('caller'), text: z.string() }),
  z.object({
    of: z.literal('agent'),
    text: z.string(),
    ms: ms.nullable().describe('How long it took to begin its answer'),
  }),
  z.object({ of: z.literal('tool'), name: z.string(), args: z.string() }),
]) satisfies z.ZodType<RehearsalLine>;

/** A mark as it was judged: an older version may have checked it in another way. */
const mark = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['said', 'not-said']), phrase: z.string() }),
  z.object({ kind: z.enum(['called', 'not-called']), tool: z.string() }),
  z.object({ kind: z.enum(['turns', 'answer-ms']), most: z.number() }),
]) satisfies z.ZodType<PassMark>;

const judged = z.object({
  mark,
  passed: z.boolean(),
  found: z
    .number()
    .nullable()
    .describe('Number of the line that decides, lines of the caller, or the longest time'),
}) satisfies z.ZodType<JudgedMark>;

const end = z.discriminatedUnion('how', [
  z.object({ how: z.enum(['agent', 'lines-over', 'stopped']) }),
  z.object({ how: z.literal('failed'), phrase }),
]) satisfies z.ZodType<RehearsalEnd>;

const lines = z.array(line).readonly();

/** What came of a rehearsal. */
export const rehearsalResultSchema = z
  .object({
    scenarioId: z.string(),
    scenarioName: z.string(),
    version: count.nullable().describe('Of the profile; null: it was not saved'),
    at: epochMs.describe('When it ended'),
    by: z.string(),
    outcome: z
      .enum(REHEARSAL_OUTCOMES)
      .describe('passed: it came to its end, and every mark is passed; unmarked: it has none'),
    end,
    marks: z.array(judged).readonly(),
    lines,
    costUsd: z.number().describe('US dollars, an estimate'),
  })
  .meta({ id: 'RehearsalResult' }) satisfies z.ZodType<RehearsalResult>;

/** The scenarios of a profile. */
export const scenariosSchema = z.object({ scenarios: scenarioList });

/** GET /profiles/{id}/rehearsals. */
export const rehearsalsSchema = z.object({
  scenarios: scenarioList,
  results: z.array(rehearsalResultSchema).readonly().describe('The newest first'),
  running: z
    .object({ profileId: z.string(), scenarioId: z.string(), lines })
    .nullable()
    .describe('The one that goes on, of whichever profile'),
  estimates: z
    .record(z.string(), z.number())
    .describe('What each scenario would cost about, US dollars, by its id'),
}) satisfies z.ZodType<Rehearsals>;

/** Body of POST /profiles/{id}/rehearsals. */
export const rehearsalInputSchema = z.strictObject({ scenarioId: z.string().max(64) });
