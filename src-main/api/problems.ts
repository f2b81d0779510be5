/** Refusals of the API (RFC 9457, "Problem Details for HTTP APIs"). */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Log } from '#main/observability/log';
import { type CordboardError, messageOf } from '#main/util/errors';
import { phraseOfIssue } from '#main/util/issuePhrase';
import type { Result } from '#main/util/result';
import { wordsOf } from '#model/phrases/phrase';

/** Media type of a refusal's body. */
const PROBLEM_TYPE = 'application/problem+json';

const problemSchema = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What happened and what to do'),
    kind: z.string().optional().describe('Kind of failure inside Cordboard, e.g. invalid-state'),
    code: z.string().optional().describe('Stable name of the message, e.g. refused.held-already'),
    retryable: z.boolean().optional().describe('Whether the same request may succeed later'),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('What is wrong with each part of the request'),
  })
  .meta({ id: 'Problem' });

/** A refusal, as a response in a route's schema. */
export const problemResponse = {
  description: 'Refused',
  content: { [PROBLEM_TYPE]: { schema: problemSchema } },
} as const;

/** Statuses of a refused command to a call. */
export const COMMAND_REFUSALS = {
  400: problemResponse,
  403: problemResponse,
  404: problemResponse,
  409: problemResponse,
  502: problemResponse,
  504: problemResponse,
} as const;

/** Body of a refusal, as a value. */
export type ProblemBody = z.infer<typeof problemSchema>;

/** A route throws this to end the request with a refusal; the server's error handler writes it. */
export class ProblemError extends Error {
  readonly body: ProblemBody;

  constructor(
    status: number,
    detail: string,
    extra: Partial<Pick<ProblemBody, 'title' | 'kind' | 'code' | 'retryable' | 'errors'>> = {},
  ) {
    super(detail);
    this.name = 'ProblemError';
    this.body = problem(status, detail, extra);
  }
}

/** Builds the body of a refusal; by default the title is the status in words. */
export function problem(
  status: number,
  detail: string,
  extra: Partial<Pick<ProblemBody, 'title' | 'kind' | 'code' | 'retryable' | 'errors'>> = {},
): ProblemBody {
  const title = STATUS_CODES[status] ?? 'Error';
  return { type: 'about:blank', title, status, detail, ...extra };
}

/** HTTP status for each kind of failure, from the view of the API's client. */
const STATUS_BY_KIND = {
  config: 500,
  auth: 502,
  network: 502,
  timeout: 504,
  protocol: 502,
  refused: 502,
  'not-found': 404,
  'invalid-state': 409,
  cancelled: 409,
  'invalid-input': 400,
  internal: 500,
} as const satisfies Record<CordboardError['kind'], number>;

/**
 * Returns the value of a result; throws a ProblemError for a failure.
 * @param refusedStatus Status for `refused`: 502 if Asterisk refused, 503 if the history's disk
 * did.
 */
export function valueOrProblem<T>(result: Result<T>, refusedStatus: 502 | 503 = 502): T {
  if (result.ok) {
    return result.value;
  }
  const { kind, phrase, message, retryable } = result.error;
  const isOff = phrase.code === 'history.off';
  const status = isOff ? 503 : kind === 'refused' ? refusedStatus : STATUS_BY_KIND[kind];
  throw new ProblemError(status, message, { kind, code: phrase.code, retryable });
}

/**
 * Turns every error of a server into a refusal of this form. A defect shows no detail; the log has
 * it.
 */
export function answerWithProblems(server: FastifyInstance, log: Log): void {
  server.setNotFoundHandler((_request, reply) => {
    const detail = 'There is nothing here. GET /docs lists the routes.';
    sendProblem(reply, problem(404, detail));
  });
  server.setErrorHandler((error, request, reply) => {
    const body = bodyOf(error);
    if (body.status >= 500 && !(error instanceof ProblemError)) {
      log.error({ path: request.routeOptions.url, error }, 'HTTP request failed');
    }
    sendProblem(reply, body);
  });
}

/**
 * Answers a request that is not valid HTTP, and closes the connection, because the rest of its
 * bytes cannot be parsed.
 */
export function answerNoHttp(error: Error, socket: Socket): void {
  const code = 'code' in error ? error.code : '';
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    code === 'HPE_HEADER_OVERFLOW' ? 431 : code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = JSON.stringify(problem(status, 'This request cannot be read as HTTP.'));
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      `content-type: ${PROBLEM_TYPE}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

export function sendProblem(reply: FastifyReply, body: ProblemBody): void {
  void reply.code(body.status).type(PROBLEM_TYPE).send(body);
}

function bodyOf(error: unknown): ProblemBody {
  if (error instanceof ProblemError) {
    return error.body;
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const where = error.validationContext ?? 'request';
    const errors = error.validation.map(({ instancePath, message }) => ({
      path: `${where}${instancePath === '/' ? '' : instancePath.replaceAll('/', '.')}`,
      message: wordsOf(phraseOfIssue(message ?? 'not allowed')),
    }));
    const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
    return problem(400, `${detail}. GET /docs shows what is allowed.`, { errors });
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 500
    ? problem(status, messageOf(error))
    : problem(500, 'Something went wrong inside Cordboard. The log has the details.');
}
