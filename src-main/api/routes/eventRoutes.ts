import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { BATCH_MS } from '#main/call/callStore';
import { phrase } from '#model/phrases/phrase';
import { type Access, allows } from '../access/accessRules';
import { actorName, deskOf } from '../deskOf';
import { EventHub, type EventHubOptions } from '../events/eventHub';
import { ProblemError, problemResponse } from '../problems';
import type { RouteOptions } from './routeOptions';

export type EventRouteOptions = RouteOptions & {
  /** Limits that replace the defaults. */
  readonly events: Omit<EventHubOptions, 'desk' | 'log'>;
  /** The present access of a request; its token may have been removed meanwhile. */
  readonly accessOf: (request: FastifyRequest) => Promise<Access>;
};

const DESCRIPTION = [
  `Server-sent events. "snapshot": everything at one revision. "batch": the changes from baseRevision to revision, at most every ${BATCH_MS} ms;`,
  'each change replaces a whole call, a whole turn or the whole health. A comment follows every 15 s.',
  'A client that reconnects with Last-Event-ID gets the batches it has missed, or a new snapshot if they are no longer known.',
  'A client that reads too slowly is cut off.',
].join(' ');

/** GET /events. */
export const eventRoutes: FastifyPluginCallbackZod<EventRouteOptions> = (server, options, done) => {
  const { desk, log } = options;
  const hub = new EventHub({ ...options.events, desk, log });
  server.addHook('preClose', (closed) => {
    hub.close();
    closed();
  });
  server.get(
    '/events',
    {
      exposeHeadRoute: false,
      schema: {
        summary: 'All changes as they happen',
        description: DESCRIPTION,
        tags: ['events'],
        response: {
          200: {
            description: 'The stream',
            content: { 'text/event-stream': { schema: z.string() } },
          },
          503: problemResponse,
        },
      },
    },
    (request, reply) => {
      if (hub.isFull) {
        throw new ProblemError(503, phrase('http.too-many-streams'), { retryable: true });
      }
      const { raw } = reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) {
          raw.setHeader(name, value);
        }
      }
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        // Without this header Nginx would buffer the events.
        'x-accel-buffering': 'no',
      });
      const header = request.headers['last-event-id'];
      const remove = hub.add({
        sink: raw,
        actor: actorName(request),
        calls: deskOf(desk, request).calls,
        lastEventId: typeof header === 'string' ? header : undefined,
        mayRead: async () => allows(await options.accessOf(request), 'read'),
      });
      raw.on('close', remove);
      raw.on('error', remove);
    },
  );
  done();
};
