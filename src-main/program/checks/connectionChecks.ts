/** Tries the connections to Asterisk and Gemini. Changes nothing there. */
import { randomUUID } from 'node:crypto';
import { probeGemini, probeTextModel } from '#main/agent/gemini/wire/probe';
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
import { type Phrase, phrase, type PhraseCode } from '#model/phrases/phrase';
import type { CheckItem } from '#model/settings';
import { chooseMedia } from '../mediaChoice';
import { checkItem } from './checkItem';

const ASTERISK = phrase('check.asterisk');
const APPLICATION = phrase('check.application');
const DIALPLAN = phrase('check.dialplan');
const MEDIA = phrase('check.media');
const GEMINI = phrase('check.gemini');
const TEXT_MODEL = phrase('check.text-model');

const APPLICATION_TIMEOUT_MS = 5_000;

/**
 * Problems that are only warnings in a running program, but fail the check: calls may have no
 * audio.
 */
const STOPS_MEDIA: readonly PhraseCode[] = ['ari.version-too-old'];

/**
 * Asterisk: reachable, login, version, modules, audio path, application, dialplan.
 * @param ours The Stasis application that this very program serves there; null if it serves none.
 */
export async function checkAsterisk(
  settings: Settings,
  ours: string | null = null,
): Promise<readonly CheckItem[]> {
  if (!isAsteriskConfigured(settings)) {
    return [missing(ASTERISK, 'ARI_PASSWORD', phrase('check.ari-password'), settings)];
  }
  const endpoint = {
    baseUrl: settings.ariBaseUrl,
    username: settings.ariUsername,
    password: () => settings.ariPassword,
  };
  const facts = await preflightAri(endpoint);
  if (!facts.ok) {
    return [checkItem(ASTERISK, 'failed', facts.error.phrase)];
  }
  const modules = Object.entries(facts.value.modules).map(
    ([name, state]) => `${name} ${state.toLowerCase()}`,
  );
  return [
    checkItem(
      ASTERISK,
      'ok',
      phrase('check.asterisk-answers', {
        version: facts.value.version,
        url: settings.ariBaseUrl,
      }),
    ),
    ...facts.value.problems.map(problemItem),
    ...(modules.length > 0
      ? [
          checkItem(
            phrase('check.asterisk-modules'),
            'ok',
            phrase('check.modules', { modules: modules.join(', ') }),
          ),
        ]
      : []),
    mediaItem(settings, facts.value),
    await checkApplication(new AriHttp(endpoint), settings.stasisApp, ours),
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
    return checkItem(
      DIALPLAN,
      'warning',
      phrase('check.dialplan-unseen', { why: missing.error.phrase }),
    );
  }
  return missing.value === null
    ? checkItem(DIALPLAN, 'ok', phrase('check.dialplan-complete'))
    : checkItem(DIALPLAN, 'warning', missing.value);
}

function problemItem(problem: AriFacts['problems'][number]): CheckItem {
  const fails = problem.severity === 'error' || STOPS_MEDIA.includes(problem.said.code);
  return checkItem(ASTERISK, fails ? 'failed' : 'warning', problem.said);
}

/** The transport that calls would use, by what this Asterisk has. */
function mediaItem({ externalMediaTransport }: Settings, facts: AriFacts): CheckItem {
  const { options, problem } = chooseMedia(externalMediaTransport, facts);
  const [first] = options;
  if (problem !== null || first === undefined) {
    return checkItem(MEDIA, 'failed', problem ?? phrase('media.modules-untold'));
  }
  return checkItem(MEDIA, 'ok', phrase('check.media-way', { way: first.name, why: first.why }));
}

/**
 * Two consoles cannot serve the same application: the later one takes it from the earlier (Asterisk
 * REST API, "Applications").
 */
async function checkApplication(
  http: AriHttp,
  app: string,
  ours: string | null,
): Promise<CheckItem> {
  if (app === ours) {
    return checkItem(APPLICATION, 'ok', phrase('check.application-ours', { app }));
  }
  const answer = await http.request({
    method: 'GET',
    path: `/applications/${encodeURIComponent(app)}`,
    timeoutMs: APPLICATION_TIMEOUT_MS,
  });
  if (!answer.ok) {
    return checkItem(APPLICATION, 'failed', answer.error.phrase);
  }
  return answer.value.status === 404
    ? checkItem(APPLICATION, 'ok', phrase('check.application-free', { app }))
    : checkItem(APPLICATION, 'warning', phrase('check.application-taken', { app }));
}

/** Gemini: key, live model and text model. */
export async function checkGemini(settings: Settings): Promise<readonly CheckItem[]> {
  if (!isGeminiConfigured(settings)) {
    return [
      settings.googleGenaiUseVertexai
        ? missing(GEMINI, 'GOOGLE_CLOUD_PROJECT', phrase('check.cloud-project'), settings)
        : missing(GEMINI, 'GOOGLE_API_KEY', phrase('check.studio-key'), settings),
    ];
  }
  const access = geminiAccess(settings);
  const { geminiLiveModel, geminiTextModel } = settings;
  const [live, text] = await Promise.all([
    probeGemini({ access, model: geminiLiveModel }),
    probeTextModel({ access, model: geminiTextModel }),
  ]);
  return [
    live.ok
      ? checkItem(
          GEMINI,
          'ok',
          phrase('check.gemini-answers', { model: geminiLiveModel, name: live.value.displayName }),
        )
      : checkItem(GEMINI, 'failed', live.error.phrase),
    // With a wrong key the text model would only say the same again. Without it, calls work.
    ...(live.ok ? [textModelItem(geminiTextModel, text)] : []),
  ];
}

function textModelItem(
  model: string,
  answer: Awaited<ReturnType<typeof probeTextModel>>,
): CheckItem {
  return answer.ok
    ? checkItem(
        TEXT_MODEL,
        'ok',
        phrase('check.text-model-answers', { model, name: answer.value.displayName }),
      )
    : checkItem(TEXT_MODEL, 'warning', answer.error.phrase);
}

/**
 * If both sides are missing, that is demo mode and fine. If only one is missing, calls cannot work.
 */
function missing(subject: Phrase, setting: string, what: Phrase, settings: Settings): CheckItem {
  return isAsteriskConfigured(settings) || isGeminiConfigured(settings)
    ? checkItem(subject, 'failed', phrase('check.setting-missing', { setting, what }))
    : checkItem(subject, 'skipped', phrase('check.not-configured', { setting }));
}
