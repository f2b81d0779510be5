/** Checks of what the user configured for Gemini, made before anything is sent. */
import { DEFAULT_LIVE_MODEL, plainModelName, shutDownSince } from '../model/liveModels';
import type { CordboardError } from '../util/errors';
import { cordboardError } from '../util/errors';
import type { Result } from '../util/result';
import { fail, ok } from '../util/result';
import type { GeminiEndpoint } from './geminiSdk';

/** Address of the Gemini Developer API. */
export const DEFAULT_GEMINI_BASE_URL = 'https://generativelanguage.googleapis.com';

/**
 * The model's name without `models/`. Fails with `config` when it is empty, no model name at all, or the name of a model that
 * was shut down; the message names the one to use.
 */
export function checkLiveModel(model: string): Result<string> {
  const name = plainModelName(model);
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
    return fail(
      cordboardError(
        'config',
        `GEMINI_LIVE_MODEL is not a model name. Set it to ${DEFAULT_LIVE_MODEL}.`,
      ),
    );
  }
  const since = shutDownSince(name);
  if (since !== null) {
    return fail(
      cordboardError(
        'config',
        `The model ${name} was shut down on ${since}. Set GEMINI_LIVE_MODEL to ${DEFAULT_LIVE_MODEL}.`,
      ),
    );
  }
  return ok(name);
}

/** The error for a model the service does not know. */
export function unknownModelError(model: string, cause?: unknown): CordboardError {
  return cordboardError(
    'config',
    `Gemini does not offer the model ${model} for live talks. Set GEMINI_LIVE_MODEL to ${DEFAULT_LIVE_MODEL}.`,
    { cause },
  );
}

/**
 * Key and address in the form the SDK needs. Fails with `config`. The key goes into the URL unescaped (SDK 3.1), so a key
 * with any other character than those keys are made of is refused here. `ws:` and `wss:` addresses are taken as `http:` and
 * `https:`, for the SDK makes a TLS address of everything that is not `http:`.
 */
export function checkEndpoint(apiKey: string, baseUrl: string): Result<GeminiEndpoint> {
  const key = apiKey.trim();
  if (key === '') {
    return fail(cordboardError('config', 'The Gemini API key is missing. Set GOOGLE_API_KEY.'));
  }
  if (!/^[A-Za-z0-9._-]+$/.test(key)) {
    return fail(
      cordboardError(
        'config',
        'GOOGLE_API_KEY holds a character that no API key has (a quotation mark or a space?). Copy the key again.',
      ),
    );
  }
  const address = baseUrl.trim() === '' ? DEFAULT_GEMINI_BASE_URL : baseUrl.trim();
  const httpAddress = address.replace(/^ws(s?):/i, 'http$1:');
  const url = URL.canParse(httpAddress) ? new URL(httpAddress) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.search !== '') {
    return fail(
      cordboardError(
        'config',
        'GEMINI_BASE_URL is not an address like https://host[:port]. Correct it, or leave it empty for Google.',
      ),
    );
  }
  return ok({ apiKey: key, baseUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, '') });
}

/**
 * Whether the model takes `clientContent` in a running session. Those of the 3.1 line close with 1007 on it; they get text as
 * realtime input and the talk so far within the system instruction.
 */
export function takesClientContent(model: string): boolean {
  return !/^(models\/)?gemini-3\.1-/.test(model.trim());
}
