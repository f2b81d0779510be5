/** Checks the user's settings for Gemini before anything is sent. */
import { type CordboardError, cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { GeminiAccess } from '#model/geminiAccess';
import { DEFAULT_LIVE_MODEL, plainModelName, shutDownSince } from '#model/liveModels';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { GeminiEndpoint } from './sdk';

/** Address of the Gemini Developer API. */
const DEFAULT_GEMINI_BASE_URL = 'https://generativelanguage.googleapis.com';

/**
 * The model's name without `models/`. Fails with `config` when it is no model name, or the name of
 * a model that was shut down.
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

/** The service does not know the model, or not for live talks. */
export function unknownModelError(model: string): CordboardError {
  const params = { model, newest: DEFAULT_LIVE_MODEL };
  return cordboardError('config', phrase('gemini.model-unknown', params));
}

/** The service does not know the model, or it writes no texts. */
export function unknownTextModelError(model: string): CordboardError {
  return cordboardError('config', phrase('gemini.text-model-unknown', { model }));
}

/** Google gave no access token (Vertex AI). `reason` is free of secrets. */
export function noTokenError(reason: string): CordboardError {
  return cordboardError('auth', phrase('gemini.no-token', { reason }), { retryable: true });
}

/**
 * Access in the form the SDK needs. Fails with `config`. The SDK puts the key into the URL
 * unescaped, so a key with a character that keys do not have is refused here. `ws:` and `wss:`
 * addresses become `http:` and `https:`, because the SDK makes a TLS address of everything that is
 * not `http:`.
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

/** The address without a slash at its end; null when none is set. */
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
