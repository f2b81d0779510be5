/** Schemas of the statistics routes. The compiler checks each answer against the model's type. */
import { z } from 'zod';
import { statisticsQuery } from '#main/rules/recordSchemas';
import type { AuditAction } from '#model/audit';
import type { CallFigures, CallStatistics } from '#model/statistics';
import { alertSignal, count, endReason, epochMs, ms } from './schemas';

/** Query of GET /statistics. */
export const statisticsQuerySchema = statisticsQuery(z.coerce.number, z.stringbool());

const figures = z
  .object({
    calls: count,
    answered: count,
    talkMs: ms.describe('From the answer to the end, of all calls that are over'),
    meanTalkMs: ms.nullable(),
    waitP50Ms: ms
      .nullable()
      .describe("Wait for the AI's first sound: the median of the medians of the calls"),
    waitP95Ms: ms.nullable().describe('The 95th percentile of the medians of the calls'),
    bargeIns: count,
    intervened: count.describe('Calls to which a person gave a command'),
    alerted: count.describe('Calls in which something called for attention'),
    costUsd: z.number().describe('Estimate in US dollars'),
  })
  .meta({ id: 'CallFigures' }) satisfies z.ZodType<CallFigures>;

const groups = z.array(z.object({ key: z.number(), figures })).readonly();

const counts = <Name extends string>(name: z.ZodType<Name>) =>
  z.array(z.object({ name, calls: count })).readonly();

/** GET /statistics. */
export const statisticsSchema = z.object({
  total: figures,
  before: figures.describe('The same stretch whole days before'),
  beforeFrom: epochMs,
  beforeTo: epochMs,
  byDay: groups.describe('By the beginning of the day, in the time zone of this machine'),
  byHour: groups.describe('By the hour of the day, 0 to 23'),
  byWeekday: groups.describe('By the day of the week, 1 (Monday) to 7'),
  byProfile: z.array(z.object({ key: z.string(), name: z.string(), figures })).readonly(),
  endReasons: counts(endReason),
  outcomes: counts(z.string()),
  interventions: counts(z.string() as unknown as z.ZodType<AuditAction>),
  alerts: counts(alertSignal),
}) satisfies z.ZodType<CallStatistics>;
