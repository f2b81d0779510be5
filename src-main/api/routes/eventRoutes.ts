import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Access, allows } from '../access/accessRules';
import { actorName } from '../deskOf';
import { EventHub, type EventHubOptions } from '../events/eventHub';
import { ProblemError, problemResponse } from '../problems';
import type { RouteOptions } from './routeOptions';

/** What the stream is made with. */
export type EventRouteOptions = RouteOptions & {
  /** Other limits than usual. */
  readonly events: Omit<EventHubOptions, 'picture' | 'log'>;
  /** What a request may do now; its token may have been removed meanwhile. */
  readonly accessOf: (request: FastifyRequest) => Promise<Access>;
};

const DESCRIPTION = [
  'Server-sent events. "snapshot": everything at one revision. "batch": the changes from baseRevision to revision, at most every 50 ms;',
  'each replaces a call, a turn or the health as a whole. A comment comes every 15 s.',
  'A client that comes back with Last-Event-ID gets what it missed, or a new snapshot when that is no longer known.',
  'A client that reads too slowly is cut off.',
].join(' ');

/** GET /events. */
export const eventRoutes: FastifyPluginCallbackZod<EventRouteOptions> = (server, options, done) => {
  const { picture, log } = options;
  const hub = new EventHub({ ...options.events, picture, log });
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
        throw new ProblemError(503, 'Too many event streams are open. End one, then try again.', {
          retryable: true,
        });
      }
      const { raw } = reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) {
          raw.setHeader(name, value);
        }
      }
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        // Nginx would hold the events back otherwise.
        'x-accel-buffering': 'no',
      });
      const header = request.headers['last-event-id'];
      const remove = hub.add({
        sink: raw,
        actor: actorName(request),
        lastEventId: typeof header === 'string' ? header : undefined,
        mayRead: async () => allows(await options.accessOf(request), 'read'),
      });
      raw.on('close', remove);
      raw.on('error', remove);
    },
  );
  done();
};
