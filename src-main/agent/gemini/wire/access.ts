/** Checks of what the user configured for Gemini, made before anything is sent. */
import { type CordboardError, cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { GeminiAccess } from '#model/geminiAccess';
import { DEFAULT_LIVE_MODEL, plainModelName, shutDownSince } from '#model/liveModels';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { GeminiEndpoint } from './sdk';

/** Address of the Gemini Developer API. */
export const DEFAULT_GEMINI_BASE_URL = 'https://generativelanguage.googleapis.com';

/**
 * The model's name without `models/`. Fails with `config` when it is empty, no model name at all, or the name of a model that
 * was shut down; the message names the one to use.
 */
export function checkLiveModel(model: string): Result<string> {
  const name = plainModelName(model);
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
    return refuse(phrase('gemini.model-name-wrong', { newest: DEFAULT_LIVE_MODEL }));
  }
  const date = shutDownSince(name);
  if (date !== null) {
    const params = { model: name, date, newest: DEFAULT_LIVE_MODEL };
    return refuse(phrase('gemini.model-shut-down', params));
  }
  return ok(name);
}

/** The error for a model the service does not know. */
export function unknownModelError(model: string): CordboardError {
  const params = { model, newest: DEFAULT_LIVE_MODEL };
  return cordboardError('config', phrase('gemini.model-unknown', params));
}

/** The error for having got no access token (Vertex AI); `reason` is free of secrets. */
export function noTokenError(reason: string): CordboardError {
  return cordboardError('auth', phrase('gemini.no-token', { reason }), { retryable: true });
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
    return refuse(phrase('gemini.key-missing'));
  }
  if (!/^[A-Za-z0-9._-]+$/.test(key)) {
    return refuse(phrase('gemini.key-wrong'));
  }
  return ok({ kind: 'api-key', apiKey: key, baseUrl });
}

function checkProject(
  access: GeminiAccess & { readonly kind: 'vertex' },
  baseUrl: string | null,
): Result<GeminiEndpoint> {
  const { project, location, credentialsFile } = access;
  if (!/^[a-z0-9][a-z0-9.:-]*$/.test(project)) {
    return refuse(phrase('gemini.project-wrong'));
  }
  if (!/^[a-z0-9-]+$/.test(location)) {
    return refuse(phrase('gemini.location-wrong'));
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
    return refuse(phrase('gemini.address-wrong'));
  }
  return ok(`${url.origin}${url.pathname}`.replace(/\/+$/, ''));
}

function refuse(why: Phrase): Result<never> {
  return fail(cordboardError('config', why));
}
