import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { alertRulesSchema } from '#main/config/alertRules/alertRulesSchema';
import { problemsAsOne } from '#main/config/profiles/profileSchema';
import { alertRulesTrial } from '#main/rules/alertTrialSchema';
import { ALERT_SEVERITIES, MEASURED_SIGNALS } from '#model/alert';
import type { AlertTrial } from '#model/alertRules';
import { phrase, type PlacedProblem, wordsOf } from '#model/phrases/phrase';
import { deskOf } from '../deskOf';
import { mistakes, type ProblemError, problemResponse, valueOrProblem } from '../problems';
import { count, epochMs, ms, phrase as phraseSchema } from '../schemas';
import type { RouteOptions } from './routeOptions';

/** Largest set of rules, bytes. */
const BODY_LIMIT = 512 * 1_024;

const refusals = { 400: problemResponse, 403: problemResponse, 500: problemResponse };

const signal = z.enum(MEASURED_SIGNALS);

const trial = z.object({
  days: count,
  calls: count.describe('Calls that were looked at'),
  cut: z.boolean().describe('There are older ones in this time that were not'),
  alerts: count,
  counts: z.array(z.object({ signal, topic: z.string(), times: count })).readonly(),
  found: z
    .array(
      z.object({
        callId: z.string(),
        startedAt: epochMs,
        callerNumber: z.string(),
        callerName: z.string(),
        profileName: z.string(),
        alerts: z
          .array(
            z.object({
              ...{ signal, topic: z.string(), severity: z.enum(ALERT_SEVERITIES) },
              phrase: phraseSchema,
              atMs: ms.describe('Since the start of the call'),
              turnId: count.nullable(),
            }),
          )
          .readonly(),
      }),
    )
    .readonly()
    .describe('Calls with alerts, the newest first'),
}) satisfies z.ZodType<AlertTrial>;

/** GET and PUT /alert-rules; POST /alert-rules/try. */
export const alertRuleRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, { desk }, done) => {
  const tags = ['alerts'];
  server.get(
    '/alert-rules',
    {
      schema: {
        summary: 'The rules by which calls call for attention',
        tags,
        response: { 200: z.object({ rules: alertRulesSchema, problem: z.string() }) },
      },
    },
    async (request) => {
      const { rules, problem } = await deskOf(desk, request).alerts.rules();
      return { rules, problem: problem === null ? '' : wordsOf(problem) };
    },
  );
  server.put(
    '/alert-rules',
    {
      bodyLimit: BODY_LIMIT,
      schema: {
        summary: 'Replaces the rules; running calls follow them at once',
        description: 'Needs an acting token. What is left out is as in a new installation.',
        tags,
        body: alertRulesSchema,
        response: { 200: alertRulesSchema, ...refusals },
      },
    },
    async (request) => {
      const saving = valueOrProblem(await deskOf(desk, request).alerts.save(request.body));
      if (saving.state === 'invalid') {
        throw invalid(saving.problems);
      }
      return saving.rules;
    },
  );
  server.post(
    '/alert-rules/try',
    {
      bodyLimit: BODY_LIMIT,
      schema: {
        summary: 'What rules would have raised in the recorded calls of the last days',
        description:
          'Needs an acting token. Nothing is saved. What needs the audio of a call cannot be tried.',
        tags,
        body: alertRulesTrial,
        response: { 200: trial, 409: problemResponse, ...refusals },
      },
    },
    async (request) => {
      const tried = valueOrProblem(await deskOf(desk, request).alerts.try(request.body));
      if (tried.state === 'invalid') {
        throw invalid(tried.problems);
      }
      return tried.trial;
    },
  );
  done();
};

function invalid(problems: readonly PlacedProblem[]): ProblemError {
  return mistakes(phrase('alert-rules.invalid', { why: problemsAsOne(problems) }), problems);
}
