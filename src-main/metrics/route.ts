import type { FastifyPluginCallback } from 'fastify';
import type { Metrics } from './metrics';

/**
 * GET /metrics, in the text format of Prometheus. To be registered with the server whose access rules
 * shall hold for it. No label names a call or a person, so it is open on this machine.
 */
export function metricsRoute(
  metrics: Pick<Metrics, 'contentType' | 'text'>,
): FastifyPluginCallback {
  return (server, _options, done) => {
    // Hidden from OpenAPI: the body is Prometheus' text format, which its schemas cannot describe.
    const config = { needs: 'local' } as const;
    server.get('/metrics', { config, schema: { hide: true } }, async (_request, reply) => {
      const text = await metrics.text();
      return reply.type(metrics.contentType).header('cache-control', 'no-store').send(text);
    });
    done();
  };
}
