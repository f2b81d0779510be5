import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Result } from '#main/util/result';
import type { CallId } from '#model/call';
import { VOICE_NAMES } from '#model/voices';
import { act } from '../acting';
import { callParams } from '../historySchemas';
import { ACTION_REFUSALS, valueOrProblem } from '../problems';
import type { RouteOptions, Supervisor } from './routeOptions';

/** An operation on one call that needs nothing but the call. */
type PlainAction = {
  readonly path: string;
  readonly name: string;
  readonly summary: string;
  readonly run: (control: Supervisor, callId: CallId) => Promise<Result<void>>;
};

const PLAIN_ACTIONS: readonly PlainAction[] = [
  {
    path: '/calls/:id/answer',
    name: 'call.answer',
    summary: 'Answers a ringing call',
    run: (control, callId) => control.answerCall(callId),
  },
  {
    path: '/calls/:id/decline',
    name: 'call.decline',
    summary: 'Refuses a ringing call: the caller hears busy',
    run: (control, callId) => control.declineCall(callId),
  },
  {
    path: '/calls/:id/hangup',
    name: 'call.end',
    summary: 'Hangs the caller up',
    run: (control, callId) => control.endCall(callId),
  },
];

/** What a supervisor can do to a call that has a method of its own: POST /calls/{id}/answer, /decline, /hangup, /voice. */
export const actionRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  const { control } = options;
  for (const { path, name, summary, run } of PLAIN_ACTIONS) {
    server.post(
      path,
      {
        schema: {
          summary,
          description: 'Needs an acting token.',
          tags: ['actions'],
          params: callParams,
          response: { 204: z.null().describe('Done'), ...ACTION_REFUSALS },
        },
      },
      async (request, reply) => {
        const callId = request.params.id;
        const work = () => run(control, callId);
        valueOrProblem(await act(options, request, { name, callId, params: {}, work }));
        return reply.code(204).send(null);
      },
    );
  }

  server.post(
    '/calls/:id/voice',
    {
      schema: {
        summary: 'Changes the voice of a running call',
        description:
          'Needs an acting token. 202: asked for; the change itself comes at the next pause and shows in voice and pendingVoice of the call.',
        tags: ['actions'],
        params: callParams,
        body: z.strictObject({ voice: z.enum(VOICE_NAMES) }),
        response: { 202: z.object({ pendingVoice: z.enum(VOICE_NAMES) }), ...ACTION_REFUSALS },
      },
    },
    async (request, reply) => {
      const callId = request.params.id;
      const { voice } = request.body;
      const work = () => control.changeVoice(callId, voice);
      const action = { name: 'call.changeVoice', callId, params: { voice }, work };
      valueOrProblem(await act(options, request, action));
      return reply.code(202).send({ pendingVoice: voice });
    },
  );
  done();
};
