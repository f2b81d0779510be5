import { fail, ok, type Result } from '#main/util/result';
import { withTimeout } from '#main/util/timeout';
import type { GeminiAccess } from '#model/geminiAccess';
import { phrase } from '#model/phrases/phrase';
import { checkEndpoint, checkLiveModel, unknownModelError } from './access';
import { requestFailure } from './requestFailure';
import { createGeminiClient, type GeminiEndpoint, loadGeminiSdk } from './sdk';

export type ProbeRequest = {
  readonly access: GeminiAccess;
  readonly model: string;
  /** Longest wait, ms. Default: 8,000. */
  readonly timeoutMs?: number;
};

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
    const onWrongRequest = () => unknownModelError(model);
    return fail(requestFailure(sdk, thrown, { endpoint, timeoutMs, onWrongRequest }));
  }
}
