import type { FastifyPluginCallback } from 'fastify';
import { applicationRoute, type ApplicationRouteOptions } from '#main/api/routes/applicationRoute';
import { type ProfileRouteOptions, profileRoutes } from '#main/api/routes/profileRoutes';
import type { Metrics } from '#main/metrics/metrics';
import { metricsRoute } from '#main/metrics/route';

/** What the routes work with. */
export type ApiRouteOptions = ApplicationRouteOptions &
  ProfileRouteOptions & { readonly metrics: Pick<Metrics, 'contentType' | 'text'> };

/** The routes of the HTTP API that are about more than calls and their record. */
export function apiRoutes(options: ApiRouteOptions): readonly FastifyPluginCallback[] {
  return [metricsRoute(options.metrics), profileRoutes(options), applicationRoute(options)];
}
