import { type CordboardError, cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { withTimeout } from '#main/util/timeout';
import type { GeminiAccess } from '#model/geminiAccess';
import { phrase } from '#model/phrases/phrase';
import { checkEndpoint, checkLiveModel, noTokenError, unknownModelError } from './access';
import { rootReason } from './rootReason';
import { createGeminiClient, type GeminiEndpoint, loadGeminiSdk } from './sdk';

export type ProbeRequest = {
  readonly access: GeminiAccess;
  readonly model: string;
  /** Longest wait, ms. Default: 8,000. */
  readonly timeoutMs?: number;
};

/** Error codes of a request that got no answer (Node.js and its HTTP client). */
const NETWORK_CODE =
  /^(E(CONN|NOTFOUND|AI_|TIMEDOUT|HOST|NET|PIPE|PROTO)|UND_ERR|CERT|SELF_SIGNED|UNABLE)/;

type ProbeAnswer = { readonly displayName: string };

/** Models for live talks have this method (Gemini API reference, "Models"). */
const LIVE_METHOD = 'bidiGenerateContent';

/**
 * Asks the service, by one cheap request that opens no session, whether it takes the credentials
 * and whether the model can hold live talks. Fails with `auth`, `config` (model, address, missing
 * key), `network`, `timeout` or `refused` (not now).
 */
export async function probeGemini(request: ProbeRequest): Promise<Result<ProbeAnswer>> {
  const model = checkLiveModel(request.model);
  if (!model.ok) {
    return model;
  }
  const endpoint = checkEndpoint(request.access);
  if (!endpoint.ok) {
    return endpoint;
  }
  const timeoutMs = request.timeoutMs ?? 8_000;
  return withTimeout(
    askForModel(endpoint.value, model.value, timeoutMs),
    // The SDK gives up first and ends its request. This limit holds if it does not.
    timeoutMs + 500,
    phrase('gemini.slow', { timeoutMs }),
  );
}

async function askForModel(
  endpoint: GeminiEndpoint,
  model: string,
  timeoutMs: number,
): Promise<Result<ProbeAnswer>> {
  const sdk = await loadGeminiSdk();
  try {
    const answer = await createGeminiClient(sdk, endpoint, timeoutMs).models.get({ model });
    const methods = answer.supportedActions;
    if (methods !== undefined && !methods.includes(LIVE_METHOD)) {
      return fail(unknownModelError(model));
    }
    return ok({ displayName: answer.displayName ?? model });
  } catch (thrown) {
    return fail(
      thrown instanceof sdk.ApiError
        ? errorOfStatus(thrown.status, thrown.message, model)
        : errorOfRequest(thrown, timeoutMs, endpoint),
    );
  }
}

function errorOfStatus(status: number, body: string, model: string): CordboardError {
  if (status === 401 || status === 403 || (status === 400 && /api[ _]key/i.test(body))) {
    return cordboardError('auth', phrase('gemini.access-refused', { status }));
  }
  if (status === 400 || status === 404) {
    return unknownModelError(model);
  }
  return cordboardError('refused', phrase('gemini.unavailable', { status }), {
    retryable: status === 429 || status >= 500,
  });
}

function errorOfRequest(
  thrown: unknown,
  timeoutMs: number,
  endpoint: GeminiEndpoint,
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
