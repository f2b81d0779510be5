import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { HeadsetAudio } from '#main/call/callControl';
import { listening as listeningSchema } from '#main/rules/listeningSchema';
import type { CallId } from '#model/call';
import type { Listening } from '#model/headset';
import { phrase } from '#model/phrases/phrase';
import { type Access, allows } from '../access/accessRules';
import { deskOf } from '../deskOf';
import { HeadsetSocket } from '../headset/headsetSocket';
import { Upgrades } from '../headset/upgrades';
import { callParams } from '../historySchemas';
import { COMMAND_REFUSALS, ProblemError, problemResponse, valueOrProblem } from '../problems';
import type { RouteOptions } from './routeOptions';

export type HeadsetRouteOptions = RouteOptions & {
  /** The present access of a request; its token may have been removed meanwhile. */
  readonly accessOf: (request: FastifyRequest) => Promise<Access>;
};

const DESCRIPTION = [
  "A WebSocket: the supervisor's headset on a call. Needs an acting token. Every binary message, both ways, is 20 ms of sound:",
  '640 bytes, 16-bit little-endian PCM, 16 kHz, mono. Incoming frames hold what `sides` asks for: `both` mixed, `caller`,',
  '`agent`, or `line`, which is exactly what the caller hears. A text message such as {"sides":"caller"} changes it, and {"live":true}',
  'ends the catching up of `behindMs`. Who speaks hears the caller alone. The caller hears outgoing frames while the call is taken over (POST /calls/{id}/take-over) with the same token. Several',
  'supervisors may listen to a call; a second headset of the same token closes its first.',
].join(' ');

/** Opens the headset on the call in the name of the request's token. */
async function openLine(
  options: HeadsetRouteOptions,
  request: FastifyRequest,
  callId: CallId,
  listening: Listening,
  headset: HeadsetSocket,
): Promise<HeadsetAudio> {
  const opened = await deskOf(options.desk, request).calls.openHeadset(callId, listening, {
    onFrame: (frame) => {
      headset.frame(frame);
    },
    onClose: () => {
      headset.end();
    },
  });
  return valueOrProblem(opened);
}

/** GET /calls/{id}/headset. */
export const headsetRoute: FastifyPluginCallbackZod<HeadsetRouteOptions> = (
  server,
  options,
  done,
) => {
  const upgrades = new Upgrades();
  upgrades.attach(server);
  server.get(
    '/calls/:id/headset',
    {
      exposeHeadRoute: false,
      config: { needs: 'act' },
      schema: {
        summary: "The supervisor's headset on a call, as a WebSocket",
        description: DESCRIPTION,
        tags: ['commands'],
        params: callParams,
        querystring: listeningSchema,
        response: {
          101: z.null().describe('The WebSocket is open'),
          426: problemResponse,
          ...COMMAND_REFUSALS,
        },
      },
    },
    async (request, reply) => {
      if (!upgrades.isUpgrade(request.raw)) {
        throw new ProblemError(426, phrase('http.websocket-only'));
      }
      const headset = new HeadsetSocket();
      const line = await openLine(options, request, request.params.id, request.query, headset);
      reply.hijack();
      const mayAct = async () => allows(await options.accessOf(request), 'act');
      upgrades.accept(
        request.raw,
        (socket) => {
          headset.carry(socket, { line, mayAct });
        },
        () => {
          line.close();
        },
      );
      return reply;
    },
  );
  done();
};
