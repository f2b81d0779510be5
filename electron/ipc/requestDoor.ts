import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { problemsOf, wrongForm } from '#main/util/issuePhrase';
import { fail, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { RequestName, RequestOutput, RequestResult } from '../contract/requests';
import { addressOf, type SendingFrame, trustedFrame } from './pageTrust';
import type { RequestHandlers, RequestSender } from './requestHandler';

/** Answers one request, of which anything may be wrong. A refusal is a value. */
export type RequestDoor = (
  frame: SendingFrame,
  name: unknown,
  input: unknown,
) => Promise<RequestResult<unknown>>;

/** Longest part of an unknown name that is logged, characters. */
const MAX_LOGGED_NAME = 40;

/**
 * Lets a request in when it comes from the main frame of our own page, its name is that of a
 * handler, and its input has the form that handler asks for. A refusal is logged and answered, and
 * so is a handler that throws.
 * @param origin Origin of the window's pages.
 */
export function createRequestDoor(
  handlers: RequestHandlers,
  origin: string,
  log: Log,
): RequestDoor {
  const answer = async (
    frame: SendingFrame,
    name: unknown,
    input: unknown,
  ): Promise<Result<unknown>> => {
    const sender = trustedFrame(frame, origin);
    if (sender === null) {
      log.warn({ from: addressOf(frame) }, 'request of a foreign page refused');
      return fail(cordboardError('refused', phrase('request.foreign-page')));
    }
    if (!isNameIn(handlers, name)) {
      const said = typeof name === 'string' ? name.slice(0, MAX_LOGGED_NAME) : typeof name;
      log.warn({ request: said }, 'unknown request refused');
      return fail(cordboardError('invalid-input', phrase('request.unknown')));
    }
    return await run(name, handlers, input, sender, log);
  };
  return async (...request) => toRequestResult(await answer(...request));
}

/** Names that every object inherits, such as `constructor`, are no names of requests. */
function isNameIn(handlers: RequestHandlers, name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(handlers, name);
}

async function run<Name extends RequestName>(
  name: Name,
  handlers: RequestHandlers,
  input: unknown,
  sender: RequestSender,
  log: Log,
): Promise<Result<RequestOutput<Name>>> {
  const handler = handlers[name];
  try {
    const parsed = handler.schema.safeParse(input);
    if (!parsed.success) {
      const problems = problemsOf(parsed.error.issues);
      const where = problems.map(({ path }) => path);
      log.warn({ request: name, where }, 'request refused: wrong form');
      return fail(cordboardError('invalid-input', wrongForm(name, problems)));
    }
    return await handler.run(parsed.data, sender);
  } catch (error) {
    log.error({ request: name, error }, 'request failed');
    return fail(cordboardError('internal', phrase('desk.defect')));
  }
}

/** Takes the cause off a failure: it may hold anything, and the window has no use for it. */
function toRequestResult<T>(result: Result<T>): RequestResult<T> {
  if (result.ok) {
    return result;
  }
  const { kind, phrase: said, message, retryable } = result.error;
  return { ok: false, error: { kind, phrase: said, message, retryable } };
}
