/** Tries the connections to Asterisk and Gemini. Changes nothing there. */
import { randomUUID } from 'node:crypto';
import { probeGemini } from '#main/agent/gemini/wire/probe';
import { withBriefApplication } from '#main/ari/briefApplication';
import type { AriEndpoint } from '#main/ari/endpoint';
import { AriHttp } from '#main/ari/http';
import { AriOperations } from '#main/ari/operations';
import { type AriFacts, preflightAri } from '#main/ari/preflight';
import { missingPlaces } from '#main/asterisk/dialplan';
import { geminiAccess } from '#main/config/settings/geminiAccess';
import {
  isAsteriskConfigured,
  isGeminiConfigured,
  type Settings,
} from '#main/config/settings/settings';
import { type PhraseCode, wordsOf } from '#model/phrases/phrase';
import { type CheckItem, checkItem } from './checkItem';

const APPLICATION_TIMEOUT_MS = 5_000;

/**
 * Problems that are only warnings in a running program, but fail the check: calls may have no
 * audio.
 */
const STOPS_MEDIA: readonly PhraseCode[] = ['ari.version-too-old'];

/** Asterisk: reachable, login, version, modules, application, dialplan. */
export async function checkAsterisk(settings: Settings): Promise<readonly CheckItem[]> {
  if (!isAsteriskConfigured(settings)) {
    return [missing('Asterisk', 'ARI_PASSWORD', 'the password of the user in ari.conf', settings)];
  }
  const endpoint = {
    baseUrl: settings.ariBaseUrl,
    username: settings.ariUsername,
    password: () => settings.ariPassword,
  };
  const facts = await preflightAri(endpoint);
  if (!facts.ok) {
    return [checkItem('Asterisk', 'failed', facts.error.message)];
  }
  const modules = Object.entries(facts.value.modules).map(
    ([name, state]) => `${name} ${state.toLowerCase()}`,
  );
  return [
    checkItem(
      'Asterisk',
      'ok',
      `version ${facts.value.version} answers at ${settings.ariBaseUrl}, login accepted`,
    ),
    ...facts.value.problems.map(problemItem),
    ...(modules.length > 0 ? [checkItem('Asterisk modules', 'ok', modules.join(', '))] : []),
    await checkApplication(new AriHttp(endpoint), settings.stasisApp),
    await checkDialplan(endpoint, settings),
  ];
}

/**
 * The extensions and contexts that the settings name. Asterisk is asked through an application that
 * exists only for that.
 */
async function checkDialplan(endpoint: AriEndpoint, settings: Settings): Promise<CheckItem> {
  const app = `cordboard-check-${randomUUID()}`;
  const operations = new AriOperations(new AriHttp(endpoint), app);
  const missing = await withBriefApplication(endpoint, app, () =>
    missingPlaces(operations, `${app}-idle`, {
      fallbackContext: settings.fallbackContext,
      transferContext: settings.transferContext,
      endpoint: settings.outboundEndpoint,
    }),
  );
  if (!missing.ok) {
    return checkItem('Dialplan', 'warning', `could not be looked at: ${missing.error.message}`);
  }
  return missing.value === null
    ? checkItem('Dialplan', 'ok', 'fallback, transfers and outgoing calls have their places')
    : checkItem('Dialplan', 'warning', wordsOf(missing.value));
}

function problemItem(problem: AriFacts['problems'][number]): CheckItem {
  const fails = problem.severity === 'error' || STOPS_MEDIA.includes(problem.said.code);
  return checkItem('Asterisk', fails ? 'failed' : 'warning', wordsOf(problem.said));
}

/**
 * Two consoles cannot serve the same application: the later one takes it from the earlier (Asterisk
 * REST API, "Applications").
 */
async function checkApplication(http: AriHttp, app: string): Promise<CheckItem> {
  const answer = await http.request({
    method: 'GET',
    path: `/applications/${encodeURIComponent(app)}`,
    timeoutMs: APPLICATION_TIMEOUT_MS,
  });
  if (!answer.ok) {
    return checkItem('Application', 'failed', answer.error.message);
  }
  return answer.value.status === 404
    ? checkItem('Application', 'ok', `${app} is free`)
    : checkItem(
        'Application',
        'warning',
        `${app} is already known to Asterisk: another console may serve it, and starting takes it over. To avoid that, choose another STASIS_APP here and in extensions.conf.`,
      );
}

/** Gemini: key and model. */
export async function checkGemini(settings: Settings): Promise<readonly CheckItem[]> {
  if (!isGeminiConfigured(settings)) {
    return [
      settings.googleGenaiUseVertexai
        ? missing('Gemini', 'GOOGLE_CLOUD_PROJECT', 'a Google Cloud project', settings)
        : missing('Gemini', 'GOOGLE_API_KEY', 'a key from Google AI Studio', settings),
    ];
  }
  const answer = await probeGemini({
    access: geminiAccess(settings),
    model: settings.geminiLiveModel,
  });
  return [
    answer.ok
      ? checkItem(
          'Gemini',
          'ok',
          `key accepted, model ${settings.geminiLiveModel} (${answer.value.displayName}) can hold live talks`,
        )
      : checkItem('Gemini', 'failed', answer.error.message),
  ];
}

/**
 * If both sides are missing, that is demo mode and fine. If only one is missing, calls cannot work.
 */
function missing(name: string, setting: string, what: string, settings: Settings): CheckItem {
  return isAsteriskConfigured(settings) || isGeminiConfigured(settings)
    ? checkItem(
        name,
        'failed',
        `${setting} is not set. Set it to ${what}, in the environment or in .env.`,
      )
    : checkItem(name, 'skipped', `not configured: ${setting} is not set. Demo mode needs none.`);
}
