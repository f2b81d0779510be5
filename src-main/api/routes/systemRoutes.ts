import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { allows } from '../access/accessRules';
import { healthSchema, statusSchema } from '../schemas';
import { healthView, statusView } from '../views';
import type { RouteOptions } from './routeOptions';

/** GET /health and /status. */
export const systemRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  const { picture, storeHealth, load } = options;
  const startedAt = Date.now();

  server.get(
    '/health',
    {
      config: { needs: 'none' },
      schema: {
        summary: 'Whether Cordboard can take calls',
        tags: ['system'],
        security: [],
        response: { 200: healthSchema, 503: healthSchema },
      },
    },
    (request, reply) => {
      const health = healthView(picture.snapshot().health, allows(request.access, 'read'));
      void reply.code(health.status === 'ready' ? 200 : 503).send(health);
    },
  );

  server.get(
    '/status',
    {
      config: { needs: 'local' },
      schema: {
        summary: 'Parts, versions and counts',
        tags: ['system'],
        security: [{}, { token: [] }],
        response: { 200: statusSchema },
      },
    },
    (request, reply) => {
      const facts = {
        startedAt,
        now: Date.now(),
        memoryBytes: process.memoryUsage.rss(),
      };
      const mayRead = allows(request.access, 'read');
      void reply.send(statusView(picture.snapshot(), storeHealth(), load(), facts, mayRead));
    },
  );
  done();
};
