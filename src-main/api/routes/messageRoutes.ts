import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { inboxQuery, messageId } from '#main/rules/recordSchemas';
import type { InboxPage } from '#model/inbox';
import { deskOf } from '../deskOf';
import { inboxMessageSchema } from '../inboxSchemas';
import { valueOrProblem } from '../problems';
import { count } from '../schemas';
import { HISTORY_REFUSALS } from './historyAccess';
import type { RouteOptions } from './routeOptions';

const page = z.object({
  messages: z.array(inboxMessageSchema).readonly(),
  next: count.nullable().describe('"before" of the next page; null on the last page'),
  open: count.describe('Open messages in all'),
}) satisfies z.ZodType<InboxPage>;

/** GET /messages and PUT /messages/{id}. */
export const messageRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, { desk }, done) => {
  server.get(
    '/messages',
    {
      // The audit notes what is read: a HEAD request, which shows nothing, would be noted too.
      exposeHeadRoute: false,
      schema: {
        summary: 'Messages that callers left, newest first',
        tags: ['history'],
        querystring: inboxQuery(z.coerce.number),
        response: { 200: page, ...HISTORY_REFUSALS },
      },
    },
    async (request) =>
      valueOrProblem(await deskOf(desk, request).history.messages(request.query), 503),
  );

  server.put(
    '/messages/:id',
    {
      schema: {
        summary: 'Marks a message as done, or opens it again',
        description:
          'Needs an acting token. A message that is done already stays with whoever did it.',
        tags: ['history'],
        params: z.object({ id: messageId(z.coerce.number).describe('Number of the message') }),
        body: z.strictObject({ done: z.boolean() }),
        response: { 200: inboxMessageSchema, ...HISTORY_REFUSALS },
      },
    },
    async (request) => {
      const { history } = deskOf(desk, request);
      return valueOrProblem(await history.markMessage(request.params.id, request.body.done), 503);
    },
  );
  done();
};
