import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { webhookReceiverId } from '#main/rules/webhookUrls';
import { wordsOf } from '#model/phrases/phrase';
import type { WebhookReceiver } from '#model/webhooks';
import { deskOf } from '../deskOf';
import { problemResponse, valueOrProblem } from '../problems';
import { count, epochMs } from '../schemas';
import type { RouteOptions } from './routeOptions';

const receiverSchema = z.object({
  id: z.string(),
  place: count.describe('Its place in WEBHOOK_URLS, from 1'),
  host: z.string().describe('Host of its address; the path may hold a secret'),
  refusal: z
    .object({
      since: epochMs,
      attempts: count.describe('Attempts that failed since then'),
      answer: z.string().describe('What the last one brought'),
      nextAt: epochMs.describe('When the next one comes'),
    })
    .nullable()
    .describe('Null while it takes events'),
  waiting: count.describe('Events that wait'),
  lost: count.describe('Events it never got since the start: for lack of room, or after 72 h'),
  kept: z
    .enum(['disk', 'memory'])
    .describe('memory: the record cannot be written, so the end of the program loses what waits'),
});

const listSchema = z.object({ receivers: z.array(receiverSchema) });

/** GET /webhooks, and POST /webhooks/{id}/send. */
export const webhookRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, { desk }, done) => {
  server.get(
    '/webhooks',
    {
      schema: {
        summary: 'Receivers of webhooks, and what waits for each',
        tags: ['webhooks'],
        response: { 200: listSchema },
      },
    },
    async (request) => {
      const receivers = await deskOf(desk, request).program.webhookReceivers();
      return { receivers: receivers.map(receiverView) };
    },
  );

  server.post(
    '/webhooks/:id/send',
    {
      schema: {
        summary: 'Sends a receiver all that waits, now',
        description: 'Needs an acting token. GET /webhooks shows what comes of it.',
        tags: ['webhooks'],
        params: z.object({ id: webhookReceiverId.describe('Id of the receiver') }),
        response: {
          204: z.null().describe('Begun'),
          400: problemResponse,
          403: problemResponse,
          404: problemResponse,
        },
      },
    },
    async (request, reply) => {
      valueOrProblem(await deskOf(desk, request).program.sendWebhooks(request.params.id));
      return reply.code(204).send(null);
    },
  );
  done();
};

/** A receiver, with its answer in words. */
function receiverView({ refusal, ...rest }: WebhookReceiver): z.infer<typeof receiverSchema> {
  return {
    ...rest,
    refusal: refusal === null ? null : { ...refusal, answer: wordsOf(refusal.answer) },
  };
}
