import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { allows } from '../access/accessRules';
import { healthSchema, statusSchema } from '../schemas';
import { healthView, statusView } from '../views';
import type { RouteOptions } from './routeOptions';

/** Length of one window of the event-loop delay measurement, ms. */
const DELAY_WINDOW_MS = 60_000;

/** GET /health and /status. */
export const systemRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  const { picture, storeHealth } = options;
  const startedAt = Date.now();
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  // The figure covers the last one to two minutes, however often it is read.
  let previousP99Ns = 0;
  const window = setInterval(() => {
    previousP99Ns = delay.percentile(99);
    delay.reset();
  }, DELAY_WINDOW_MS);
  window.unref();
  server.addHook('onClose', (_server, closed) => {
    clearInterval(window);
    delay.disable();
    closed();
  });

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
      const p99Ms = Math.max(previousP99Ns, delay.percentile(99)) / 1e6;
      const facts = {
        startedAt,
        now: Date.now(),
        memoryBytes: process.memoryUsage.rss(),
        eventLoopDelayP99Ms: Number.isFinite(p99Ms) ? Math.round(p99Ms * 10) / 10 : 0,
      };
      const mayRead = allows(request.access, 'read');
      void reply.send(statusView(picture.snapshot(), storeHealth(), facts, mayRead));
    },
  );
  done();
};
