/** Why a plain request to the service failed, as opposed to a session. */
import type * as Genai from '@google/genai';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { phrase } from '#model/phrases/phrase';
import { noTokenError } from './access';
import { rootReason } from './rootReason';
import type { GeminiEndpoint } from './sdk';

/** Error codes of a request that got no answer (Node.js and its HTTP client). */
const NETWORK_CODE =
  /^(E(CONN|NOTFOUND|AI_|TIMEDOUT|HOST|NET|PIPE|PROTO)|UND_ERR|CERT|SELF_SIGNED|UNABLE)/;

type FailedRequest = {
  readonly endpoint: GeminiEndpoint;
  readonly timeoutMs: number;
  /** What a request means that the service finds wrong, or whose model it does not know. */
  readonly onWrongRequest: (status: number) => CordboardError;
};

/** The failure behind what the SDK threw. */
export function requestFailure(
  sdk: typeof Genai,
  thrown: unknown,
  request: FailedRequest,
): CordboardError {
  return thrown instanceof sdk.ApiError
    ? errorOfStatus(thrown.status, thrown.message, request)
    : errorWithoutAnswer(thrown, request);
}

function errorOfStatus(
  status: number,
  body: string,
  { onWrongRequest }: FailedRequest,
): CordboardError {
  if (status === 401 || status === 403 || (status === 400 && /api[ _]key/i.test(body))) {
    return cordboardError('auth', phrase('gemini.access-refused', { status }));
  }
  if (status === 400 || status === 404) {
    return onWrongRequest(status);
  }
  return cordboardError('refused', phrase('gemini.unavailable', { status }), {
    retryable: status === 429 || status >= 500,
  });
}

function errorWithoutAnswer(
  thrown: unknown,
  { endpoint, timeoutMs }: FailedRequest,
): CordboardError {
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return cordboardError('timeout', phrase('gemini.slow', { timeoutMs }));
  }
  if (thrown instanceof SyntaxError) {
    return cordboardError('config', phrase('gemini.another-service'));
  }
  const reason = rootReason(thrown);
  if (endpoint.kind === 'vertex' && !NETWORK_CODE.test(reason)) {
    return noTokenError(reason);
  }
  return cordboardError('network', phrase('gemini.unreachable', { reason }));
}
