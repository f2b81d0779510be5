import type { FastifyPluginCallback } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Result } from '#main/util/result';
import { act, type ActingOptions } from '../acting';
import { problemResponse, valueOrProblem } from '../problems';

/** What the route works with. */
export type ApplicationRouteOptions = ActingOptions & {
  /** Takes the application over from another console; fails with `invalid-state` where there is none. */
  readonly takeOver: () => Result<void>;
};

/** POST /application/take-over. */
export function applicationRoute(options: ApplicationRouteOptions): FastifyPluginCallback {
  return (server, _unused, done) => {
    server.withTypeProvider<ZodTypeProvider>().post(
      '/application/take-over',
      {
        schema: {
          summary: 'Takes new calls here while another console serves the application',
          description:
            'Needs an acting token. For the state "taken" of asterisk in GET /status. Calls that run on the other console go on there.',
          tags: ['actions'],
          response: {
            204: z.null().describe('Under way; the outcome shows in the state of asterisk'),
            403: problemResponse,
            409: problemResponse,
          },
        },
      },
      async (request, reply) => {
        const work = () => Promise.resolve(options.takeOver());
        const action = { name: 'application.takeOver', callId: null, params: {}, work };
        valueOrProblem(await act(options, request, action));
        return reply.code(204).send(null);
      },
    );
    done();
  };
}
