import type { FastifyPluginCallback } from 'fastify';
import type { Metrics } from './metrics';

/**
 * GET /metrics, in the text format of Prometheus, under the access rules of the server that has it.
 * No label names a call or a person, so it is open on this machine.
 */
export function metricsRoute(
  metrics: Pick<Metrics, 'contentType' | 'text'>,
): FastifyPluginCallback {
  return (server, _options, done) => {
    // Hidden from OpenAPI, whose schemas cannot describe the text format.
    const config = { needs: 'local' } as const;
    server.get('/metrics', { config, schema: { hide: true } }, async (_request, reply) => {
      const text = await metrics.text();
      return reply.type(metrics.contentType).header('cache-control', 'no-store').send(text);
    });
    done();
  };
}
