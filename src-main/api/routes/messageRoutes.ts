import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { inboxQuery, messageId } from '#main/rules/recordSchemas';
import type { InboxMessage, InboxPage } from '#model/inbox';
import { deskOf } from '../deskOf';
import { valueOrProblem } from '../problems';
import { count, epochMs } from '../schemas';
import { HISTORY_REFUSALS } from './historyAccess';
import type { RouteOptions } from './routeOptions';

const message = z
  .object({
    id: count,
    callId: z.string(),
    callerNumber: z.string().describe('Empty when withheld'),
    callerName: z.string(),
    profileName: z.string().describe('Name of the profile of the call at that time'),
    at: epochMs,
    from: z.string().describe('Who left it, in their own words'),
    callBack: z.string().describe('How to reach them; empty if they did not say'),
    text: z.string(),
    done: z
      .object({ by: z.string(), at: epochMs })
      .nullable()
      .describe('Who saw to it and when; null while it is open'),
  })
  .meta({ id: 'InboxMessage' }) satisfies z.ZodType<InboxMessage>;

const page = z.object({
  messages: z.array(message).readonly(),
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
        response: { 200: message, ...HISTORY_REFUSALS },
      },
    },
    async (request) => {
      const { history } = deskOf(desk, request);
      return valueOrProblem(await history.markMessage(request.params.id, request.body.done), 503);
    },
  );
  done();
};
