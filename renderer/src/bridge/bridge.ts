/** The one file that touches `window.cordboard`, which the preload script puts there. */
import type { CordboardApi } from '#contract/api';
import type {
  RequestError,
  RequestInput,
  RequestName,
  RequestOutput,
  RequestResult,
} from '#contract/requests';
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';

declare global {
  interface Window {
    readonly cordboard?: CordboardApi;
  }
}

/** The bridge to the main process; null where the page was opened outside of Cordboard. */
export function cordboardBridge(): CordboardApi | null {
  return window.cordboard ?? null;
}

/** A failure that the window itself finds, in the shape of a refused request. */
export function ownFailure(kind: string, said: Phrase): RequestError {
  return { kind, phrase: said, message: wordsOf(said), retryable: true };
}

/**
 * Runs something over the bridge. Never rejects: a missing bridge or a broken channel comes back as
 * an error of kind `link`, so that a control always has something to show.
 */
export async function overBridge<T>(
  run: (api: CordboardApi) => Promise<RequestResult<T>>,
): Promise<RequestResult<T>> {
  const api = cordboardBridge();
  if (api === null) {
    return { ok: false, error: ownFailure('link', phrase('window.no-answer')) };
  }
  try {
    return await run(api);
  } catch {
    return { ok: false, error: ownFailure('link', phrase('window.no-answer')) };
  }
}

/** Makes a request of the main process. Never rejects, see `overBridge`. */
export function request<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name>,
): Promise<RequestResult<RequestOutput<Name>>> {
  return overBridge((api) => api.request(name, input));
}
