import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { CallControl } from '../call/callControl';
import { isLoopback } from './hostCheck';
import {
  callDetailSchema,
  callsSchema,
  healthSchema,
  problemSchema,
  statusSchema,
} from './schemas';
import { callView, healthView, statusView } from './views';

/** What the routes answer from. */
export type RouteOptions = { readonly control: Pick<CallControl, 'snapshot'> };

/** The body of a refusal. */
export function problem(
  status: number,
  title: string,
  detail: string,
): z.infer<typeof problemSchema> {
  return { type: 'about:blank', title, status, detail };
}

/** Media type of such a body. */
export const PROBLEM_TYPE = 'application/problem+json';

/** Length of the windows in which the event-loop delay is measured, ms. */
const DELAY_WINDOW_MS = 60_000;

/** GET /health and /status. */
export const systemRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, { control }, done) => {
  const startedAt = Date.now();
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  // The figure covers the last one to two minutes, whoever asks how often.
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
      schema: {
        summary: 'Whether calls can be taken',
        response: { 200: healthSchema, 503: healthSchema },
      },
    },
    (_request, reply) => {
      const health = healthView(control.snapshot().health);
      void reply.code(health.status === 'ready' ? 200 : 503).send(health);
    },
  );

  server.get(
    '/status',
    { schema: { summary: 'Parts, versions and counts', response: { 200: statusSchema } } },
    (_request, reply) => {
      const p99Ms = Math.max(previousP99Ns, delay.percentile(99)) / 1e6;
      const facts = {
        startedAt,
        now: Date.now(),
        memoryBytes: process.memoryUsage.rss(),
        eventLoopDelayP99Ms: Number.isFinite(p99Ms) ? Math.round(p99Ms * 10) / 10 : 0,
      };
      void reply.send(statusView(control.snapshot(), facts));
    },
  );
  done();
};

/** GET /calls and /calls/{id}; neither changes anything. */
export const callRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, { control }, done) => {
  server.get(
    '/calls',
    {
      schema: {
        summary: 'Calls now, and those that ended a moment ago',
        response: { 200: callsSchema },
      },
    },
    (request, reply) => {
      const personal = maySeePersonal(request);
      void reply.send({ calls: control.snapshot().calls.map((call) => callView(call, personal)) });
    },
  );

  server.get(
    '/calls/:id',
    {
      schema: {
        summary: 'One call with its transcript',
        params: z.object({ id: z.string().describe("Id of the caller's Asterisk channel") }),
        response: { 200: callDetailSchema, 404: problemSchema },
      },
    },
    (request, reply) => {
      const { id } = request.params;
      const { calls, transcripts } = control.snapshot();
      const call = calls.find((candidate) => candidate.id === id);
      if (call === undefined) {
        const detail = 'There is no call with this id now. GET /calls lists them.';
        void reply
          .code(404)
          .type(PROBLEM_TYPE)
          .send(problem(404, 'No such call', detail));
        return;
      }
      const personal = maySeePersonal(request);
      const transcript = personal ? (transcripts[id] ?? []) : null;
      void reply.send({ call: callView(call, personal), transcript });
    },
  );
  done();
};

function maySeePersonal(request: FastifyRequest): boolean {
  return isLoopback(request.socket.remoteAddress);
}
