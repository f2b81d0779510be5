import type { CordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { withTimeout } from '#main/util/timeout';
import type { GeminiAccess } from '#model/geminiAccess';
import { plainModelName } from '#model/liveModels';
import { phrase } from '#model/phrases/phrase';
import { checkEndpoint, checkLiveModel, unknownModelError, unknownTextModelError } from './access';
import { requestFailure } from './requestFailure';
import { createGeminiClient, type GeminiEndpoint, loadGeminiSdk } from './sdk';

export type ProbeRequest = {
  readonly access: GeminiAccess;
  readonly model: string;
  /** Longest wait, ms. Default: 8,000. */
  readonly timeoutMs?: number;
};

type ProbeAnswer = { readonly displayName: string };

/** What a model is needed for. */
type ModelNeed = {
  /** Models for it have this method (Gemini API reference, "Models"). */
  readonly method: string;
  readonly unknown: (model: string) => CordboardError;
};

const LIVE: ModelNeed = { method: 'bidiGenerateContent', unknown: unknownModelError };
const TEXT: ModelNeed = { method: 'generateContent', unknown: unknownTextModelError };

/**
 * Asks the service, by one cheap request that opens no session, whether it takes the credentials
 * and whether the model can hold live talks. Fails with `auth`, `config` (model, address, missing
 * key), `network`, `timeout` or `refused` (not now).
 */
export async function probeGemini(request: ProbeRequest): Promise<Result<ProbeAnswer>> {
  const model = checkLiveModel(request.model);
  return model.ok ? probe({ ...request, model: model.value }, LIVE) : model;
}

/** The same for a model that writes texts. */
export function probeTextModel(request: ProbeRequest): Promise<Result<ProbeAnswer>> {
  return probe({ ...request, model: plainModelName(request.model) }, TEXT);
}

async function probe(request: ProbeRequest, need: ModelNeed): Promise<Result<ProbeAnswer>> {
  const endpoint = checkEndpoint(request.access);
  if (!endpoint.ok) {
    return endpoint;
  }
  const timeoutMs = request.timeoutMs ?? 8_000;
  return withTimeout(
    askForModel(endpoint.value, request.model, timeoutMs, need),
    // The SDK gives up first and ends its request. This limit holds if it does not.
    timeoutMs + 500,
    phrase('gemini.slow', { timeoutMs }),
  );
}

async function askForModel(
  endpoint: GeminiEndpoint,
  model: string,
  timeoutMs: number,
  need: ModelNeed,
): Promise<Result<ProbeAnswer>> {
  const sdk = await loadGeminiSdk();
  try {
    const answer = await createGeminiClient(sdk, endpoint, timeoutMs).models.get({ model });
    const methods = answer.supportedActions;
    if (methods !== undefined && !methods.includes(need.method)) {
      return fail(need.unknown(model));
    }
    return ok({ displayName: answer.displayName ?? model });
  } catch (thrown) {
    const onWrongRequest = () => need.unknown(model);
    return fail(requestFailure(sdk, thrown, { endpoint, timeoutMs, onWrongRequest }));
  }
}
