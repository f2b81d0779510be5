/** Checks of what the user configured for Gemini, made before anything is sent. */
import { type CordboardError, cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { GeminiAccess } from '#model/geminiAccess';
import { DEFAULT_LIVE_MODEL, plainModelName, shutDownSince } from '#model/liveModels';
import type { GeminiEndpoint } from './sdk';

/** Address of the Gemini Developer API. */
export const DEFAULT_GEMINI_BASE_URL = 'https://generativelanguage.googleapis.com';

/** Where the credentials come from, for messages. */
export const CREDENTIAL_SETTINGS =
  'GOOGLE_API_KEY (with Vertex AI: GOOGLE_APPLICATION_CREDENTIALS and GOOGLE_CLOUD_PROJECT)';

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

/** The error for having got no access token (Vertex AI); `reason` is free of secrets. */
export function noTokenError(reason: string): CordboardError {
  return cordboardError(
    'auth',
    `Google gave no access token (${reason}). Check GOOGLE_APPLICATION_CREDENTIALS and the network.`,
    { retryable: true },
  );
}

/**
 * Access in the form the SDK needs. Fails with `config`. The key goes into the URL unescaped (SDK 3.1), so a key with any other
 * character than those keys are made of is refused here. `ws:` and `wss:` addresses are taken as `http:` and `https:`, for the
 * SDK makes a TLS address of everything that is not `http:`.
 */
export function checkEndpoint(access: GeminiAccess): Result<GeminiEndpoint> {
  const baseUrl = checkBaseUrl(access.baseUrl);
  if (!baseUrl.ok) {
    return baseUrl;
  }
  return access.kind === 'api-key'
    ? checkKey(access.apiKey, baseUrl.value ?? DEFAULT_GEMINI_BASE_URL)
    : checkProject(access, baseUrl.value);
}

function checkKey(apiKey: string, baseUrl: string): Result<GeminiEndpoint> {
  const key = apiKey.trim();
  if (key === '') {
    return refuse('The Gemini API key is missing. Set GOOGLE_API_KEY.');
  }
  if (!/^[A-Za-z0-9._-]+$/.test(key)) {
    return refuse(
      'GOOGLE_API_KEY holds a character that no API key has (a quotation mark or a space?). Copy the key again.',
    );
  }
  return ok({ kind: 'api-key', apiKey: key, baseUrl });
}

function checkProject(
  access: GeminiAccess & { readonly kind: 'vertex' },
  baseUrl: string | null,
): Result<GeminiEndpoint> {
  const { project, location, credentialsFile } = access;
  if (!/^[a-z0-9][a-z0-9.:-]*$/.test(project)) {
    return refuse(
      'GOOGLE_CLOUD_PROJECT is not the id of a Google Cloud project. Set it, or turn GOOGLE_GENAI_USE_VERTEXAI off.',
    );
  }
  if (!/^[a-z0-9-]+$/.test(location)) {
    return refuse(
      'GOOGLE_CLOUD_LOCATION is not the name of a region, such as us-central1, or global.',
    );
  }
  return ok({
    kind: 'vertex',
    project,
    location,
    credentialsFile: credentialsFile === '' ? null : credentialsFile,
    baseUrl,
  });
}

/** Null when none is set. */
function checkBaseUrl(text: string): Result<string | null> {
  if (text.trim() === '') {
    return ok(null);
  }
  const address = text.trim().replace(/^ws(s?):/i, 'http$1:');
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.search !== '') {
    return refuse(
      'GEMINI_BASE_URL is not an address like https://host[:port]. Correct it, or leave it empty for Google.',
    );
  }
  return ok(`${url.origin}${url.pathname}`.replace(/\/+$/, ''));
}

function refuse(message: string): Result<never> {
  return fail(cordboardError('config', message));
}
