import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { problemsAsOne, profileSchema } from '#main/config/profiles/profileSchema';
import { versionSchema } from '#main/config/profiles/profileVersions';
import type { ProfileDesk } from '#main/desk/profileDesk';
import { profileId } from '#main/rules/profileId';
import { sampleCaller } from '#main/rules/sampleCaller';
import { phrase, wordsOf } from '#model/phrases/phrase';
import type { Profile, ProfileSaving } from '#model/profile';
import { deskOf } from '../deskOf';
import { mistakes, ProblemError, problemResponse, valueOrProblem } from '../problems';
import { lookUpOutcome } from '../schemas';
import type { RouteOptions } from './routeOptions';

/** Largest profile, bytes: room for a long instruction and twenty tools. */
const BODY_LIMIT = 512 * 1_024;

const params = z.object({ id: profileId.describe('Id of the profile') });

const refusals = {
  400: problemResponse,
  403: problemResponse,
  404: problemResponse,
  500: problemResponse,
};

const listSchema = z.object({
  profiles: z.array(profileSchema).readonly(),
  problem: z.string().describe('What is wrong with the file of profiles; empty if nothing is'),
});

/**
 * GET /profiles; GET, PUT, DELETE /profiles/{id}; GET /profiles/{id}/versions; POST
 * /profiles/{id}/versions/{number}/restore and /profiles/{id}/look-up.
 */
export const profileRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  addReading(server, options);
  addChanging(server, options);
  addVersions(server, options);
  addTrying(server, options);
  done();
};

type TypedServer = Parameters<FastifyPluginCallbackZod>[0];

function addReading(server: TypedServer, { desk }: RouteOptions): void {
  server.get(
    '/profiles',
    {
      schema: {
        summary: 'All profiles, the default one first',
        tags: ['profiles'],
        response: { 200: listSchema },
      },
    },
    async (request) => {
      const { profiles, problem } = await deskOf(desk, request).profiles.list();
      return { profiles, problem: problem === null ? '' : wordsOf(problem) };
    },
  );
  server.get(
    '/profiles/:id',
    {
      schema: {
        summary: 'One profile',
        tags: ['profiles'],
        params,
        response: { 200: profileSchema, 404: problemResponse },
      },
    },
    (request) => savedProfile(deskOf(desk, request).profiles, request.params.id),
  );
}

function addChanging(server: TypedServer, { desk }: RouteOptions): void {
  server.put(
    '/profiles/:id',
    {
      bodyLimit: BODY_LIMIT,
      schema: {
        summary: 'Saves a profile: a new one, or in place of the one with this id',
        description:
          'Needs an acting token. A field that is left out follows the settings, or is off. Running calls keep the old profile.',
        tags: ['profiles'],
        params,
        body: profileSchema,
        response: { 200: profileSchema, ...refusals },
      },
    },
    async (request) => {
      const { id } = request.params;
      if (request.body.id !== id) {
        throw new ProblemError(400, phrase('http.other-profile-id'));
      }
      return savedOrProblem(
        valueOrProblem(await deskOf(desk, request).profiles.save(request.body)),
      );
    },
  );
  server.delete(
    '/profiles/:id',
    {
      schema: {
        summary: 'Removes a profile',
        description: 'Needs an acting token. The default profile cannot be removed.',
        tags: ['profiles'],
        params,
        response: { 204: z.null().describe('Done'), 409: problemResponse, ...refusals },
      },
    },
    async (request, reply) => {
      valueOrProblem(await deskOf(desk, request).profiles.remove(request.params.id));
      return reply.code(204).send(null);
    },
  );
}

function addVersions(server: TypedServer, { desk }: RouteOptions): void {
  server.get(
    '/profiles/:id/versions',
    {
      schema: {
        summary: 'The versions of a profile, the newest first',
        tags: ['profiles'],
        params,
        response: { 200: z.array(versionSchema).readonly(), 404: problemResponse },
      },
    },
    async (request) => {
      const { profiles } = deskOf(desk, request);
      const { id } = await savedProfile(profiles, request.params.id);
      return await profiles.versions(id);
    },
  );
  server.post(
    '/profiles/:id/versions/:number/restore',
    {
      schema: {
        summary: 'Goes back to a version of a profile',
        description: 'Needs an acting token. It is saved again, as a new version.',
        tags: ['profiles'],
        params: params.extend({ number: z.coerce.number().int().min(1) }),
        response: { 200: profileSchema, ...refusals },
      },
    },
    async (request) => {
      const { id, number } = request.params;
      return savedOrProblem(
        valueOrProblem(await deskOf(desk, request).profiles.restore(id, number)),
      );
    },
  );
}

function addTrying(server: TypedServer, { desk }: RouteOptions): void {
  server.post(
    '/profiles/:id/look-up',
    {
      schema: {
        summary: 'Tries the look-up of a saved profile with a made-up caller',
        description: 'Needs an acting token. The request is made; no call is.',
        tags: ['profiles'],
        params,
        body: sampleCaller,
        response: { 200: lookUpOutcome, 409: problemResponse, ...refusals },
      },
    },
    async (request) => {
      const { profiles } = deskOf(desk, request);
      const profile = await savedProfile(profiles, request.params.id);
      const tried = valueOrProblem(await profiles.tryLookUp({ profile, caller: request.body }));
      if (tried.state === 'invalid') {
        const { problems } = tried;
        throw mistakes(phrase('profile.invalid', { why: problemsAsOne(problems) }), problems);
      }
      return tried.outcome;
    },
  );
}

function savedOrProblem(saving: ProfileSaving): Profile {
  if (saving.state === 'invalid') {
    const { problems } = saving;
    throw mistakes(phrase('profile.invalid', { why: problemsAsOne(problems) }), problems);
  }
  return saving.profile;
}

async function savedProfile(profiles: ProfileDesk, id: string): Promise<Profile> {
  const profile = await profiles.find(id);
  if (profile === null) {
    const gone = { kind: 'not-found', retryable: false } as const;
    throw new ProblemError(404, phrase('profile.gone'), gone);
  }
  return profile;
}
