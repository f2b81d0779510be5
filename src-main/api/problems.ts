/** Refusals of the API (RFC 9457, "Problem Details for HTTP APIs"). */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Log } from '#main/observability/log';
import { type CordboardError, messageOf } from '#main/util/errors';
import { phraseOfIssue, wrongForm } from '#main/util/issuePhrase';
import type { Result } from '#main/util/result';
import { type Phrase, phrase, type PlacedProblem, wordsOf } from '#model/phrases/phrase';

/** Media type of a refusal's body. */
const PROBLEM_TYPE = 'application/problem+json';

/** A message as code and parameters. */
const said = {
  code: z.string().describe('Stable name of the message, e.g. refused.held-already'),
  params: z
    .record(z.string(), z.unknown())
    .describe('Values in the message, by name; one with code and params is a message itself'),
};

/** Body of a refusal. */
const problemSchema = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What happened and what to do'),
    kind: z.string().optional().describe('Kind of failure inside Cordboard, e.g. invalid-state'),
    ...said,
    retryable: z.boolean().optional().describe('Whether the same request may succeed later'),
    errors: z
      .array(z.object({ path: z.string(), message: z.string(), ...said }))
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

/** What a refusal may say beside its message. */
type Extra = Pick<ProblemBody, 'kind' | 'retryable' | 'errors'>;

/** A route throws this to end the request with a refusal; the server's error handler writes it. */
export class ProblemError extends Error {
  readonly body: ProblemBody;

  constructor(status: number, why: Phrase, extra: Extra = {}) {
    super(wordsOf(why));
    this.name = 'ProblemError';
    this.body = problem(status, why, extra);
  }
}

/** Builds the body of a refusal; the title is the status in words. */
export function problem(status: number, why: Phrase, extra: Extra = {}): ProblemBody {
  const title = STATUS_CODES[status] ?? 'Error';
  return { type: 'about:blank', title, status, detail: wordsOf(why), ...why, ...extra };
}

/**
 * The refusal of what has mistakes, place by place.
 * @param why All of them as one message.
 */
export function mistakes(why: Phrase, problems: readonly PlacedProblem[]): ProblemError {
  const errors = problems.map(({ path, phrase: what }) => ({
    path,
    message: wordsOf(what),
    ...what,
  }));
  return new ProblemError(400, why, { kind: 'invalid-input', retryable: false, errors });
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
  const { kind, phrase: why, retryable } = result.error;
  const isOff = why.code === 'history.off';
  const status = isOff ? 503 : kind === 'refused' ? refusedStatus : STATUS_BY_KIND[kind];
  throw new ProblemError(status, why, { kind, retryable });
}

/**
 * Turns every error of a server into a refusal of this form. A defect shows no detail; the log has
 * it.
 */
export function answerWithProblems(server: FastifyInstance, log: Log): void {
  server.setNotFoundHandler((_request, reply) => {
    sendProblem(reply, problem(404, phrase('http.no-route')));
  });
  server.setErrorHandler((error, request, reply) => {
    const body = bodyOf(error, request);
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
  const body = JSON.stringify(problem(status, phrase('http.unreadable')));
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

function bodyOf(error: unknown, { method, routeOptions }: FastifyRequest): ProblemBody {
  if (error instanceof ProblemError) {
    return error.body;
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const where = error.validationContext ?? 'request';
    const problems = error.validation.map(({ instancePath, message }) => ({
      path: `${where}${instancePath === '/' ? '' : instancePath.replaceAll('/', '.')}`,
      phrase: phraseOfIssue(message ?? 'not allowed'),
    }));
    return mistakes(wrongForm(`${method} ${routeOptions.url ?? ''}`, problems), problems).body;
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 500
    ? problem(status, unreadable(status, error))
    : problem(500, phrase('desk.defect'));
}

/** Why the server could not read a request, before any route saw it. */
function unreadable(status: number, error: unknown): Phrase {
  const why = messageOf(error);
  switch (status) {
    case 413:
      return phrase('http.too-large', { why });
    case 415:
      return phrase('http.no-json');
    default:
      return phrase('http.malformed', { why });
  }
}
