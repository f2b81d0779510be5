import type { FastifyPluginCallback } from 'fastify';
import type { Metrics } from './metrics';

/** GET /metrics, in the text format of Prometheus. To be registered with the server whose access rules shall hold for it. */
export function metricsRoute(
  metrics: Pick<Metrics, 'contentType' | 'text'>,
): FastifyPluginCallback {
  return (server, _options, done) => {
    // Hidden from OpenAPI: the body is Prometheus' text format, which its schemas cannot describe.
    server.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
      const text = await metrics.text();
      return reply.type(metrics.contentType).header('cache-control', 'no-store').send(text);
    });
    done();
  };
}
