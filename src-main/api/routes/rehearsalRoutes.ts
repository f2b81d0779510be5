import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { profileId } from '#main/rules/profileId';
import { deskOf } from '../deskOf';
import { problemResponse, valueOrProblem } from '../problems';
import {
  rehearsalInputSchema,
  rehearsalResultSchema,
  rehearsalsSchema,
  scenariosSchema,
} from '../rehearsalSchemas';
import type { RouteOptions } from './routeOptions';

/** Largest set of scenarios, bytes: room for long callers and what their tools answer. */
const BODY_LIMIT = 512 * 1_024;

const params = z.object({ id: profileId.describe('Id of the profile') });

const tags = ['profiles'];

const refusals = {
  400: problemResponse,
  403: problemResponse,
  404: problemResponse,
  500: problemResponse,
};

type TypedServer = Parameters<FastifyPluginCallbackZod>[0];

/** GET and POST /profiles/{id}/rehearsals; PUT /profiles/{id}/scenarios; POST /rehearsals/stop. */
export const rehearsalRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  addScenarios(server, options);
  addRunning(server, options);
  done();
};

function addScenarios(server: TypedServer, { desk }: RouteOptions): void {
  server.get(
    '/profiles/:id/rehearsals',
    {
      schema: {
        summary: 'Scenarios of a profile, and what came of its rehearsals',
        tags,
        params,
        response: { 200: rehearsalsSchema, 404: problemResponse },
      },
    },
    async (request) => {
      const { rehearsals } = deskOf(desk, request);
      return valueOrProblem(await rehearsals.read(request.params.id));
    },
  );
  server.put(
    '/profiles/:id/scenarios',
    {
      bodyLimit: BODY_LIMIT,
      schema: {
        summary: 'Replaces the scenarios of a profile',
        description: 'Needs an acting token. The results that are kept stay.',
        tags,
        params,
        body: scenariosSchema,
        response: { 200: scenariosSchema, ...refusals },
      },
    },
    async (request) => {
      const { scenarios } = request.body;
      const { rehearsals } = deskOf(desk, request);
      valueOrProblem(await rehearsals.saveScenarios(request.params.id, scenarios));
      return { scenarios };
    },
  );
}

function addRunning(server: TypedServer, { desk }: RouteOptions): void {
  server.post(
    '/profiles/:id/rehearsals',
    {
      schema: {
        summary: 'A simulated caller talks with a saved profile',
        description:
          'Needs an acting token. Answers when the talk is over, which takes as long as the talk; ' +
          'until then GET /profiles/{id}/rehearsals has its lines. One runs at a time.',
        tags,
        params,
        body: rehearsalInputSchema,
        response: {
          200: rehearsalResultSchema,
          409: problemResponse,
          ...refusals,
        },
      },
    },
    async (request) => {
      const { rehearsals } = deskOf(desk, request);
      const tried = { kind: 'saved', profileId: request.params.id } as const;
      return valueOrProblem(await rehearsals.run(tried, request.body.scenarioId));
    },
  );
  server.post(
    '/rehearsals/stop',
    {
      schema: {
        summary: 'Ends the rehearsal that goes on, whoever began it',
        description: 'Needs an acting token. What was said until then is its result.',
        tags,
        response: { 204: z.null().describe('Done, or none goes on'), 403: problemResponse },
      },
    },
    async (request, reply) => {
      valueOrProblem(await deskOf(desk, request).rehearsals.stop());
      return reply.code(204).send(null);
    },
  );
}
