/** Settings of Gemini: access, model, voice and instruction. */
import { MAX_INSTRUCTION_CHARS } from '#model/limits';
import { DEFAULT_LIVE_MODEL } from '#model/liveModels';
import { VOICE_NAMES } from '#model/voices';
import { DISCLOSURE_LANGUAGES } from '../../disclosure';
import {
  anyText,
  boundedText,
  HTTP_URL,
  patternText,
  secretText,
  withPlaceholders,
} from '../forms';
import {
  booleanSetting,
  choiceSetting,
  numberSetting,
  secretSetting,
  settingsGroup,
  textSetting,
} from '../kinds';
import { LIVE_MODEL } from './liveModel';

const DEFAULT_SYSTEM_INSTRUCTION = [
  'You are a friendly and capable assistant who answers the telephone.',
  'Speak the language of the caller.',
  'Keep every answer short, one or two sentences, in plain spoken words: no lists, no markup, no web addresses spelled out.',
  'Ask one question at a time and wait for the answer.',
  'If you did not understand, say so and ask again. If you do not know something, say that you do not know.',
  'Begin by greeting the caller and asking how you can help.',
].join(' ');

export const GEMINI_SETTINGS = settingsGroup('Gemini', {
  GOOGLE_API_KEY: secretSetting({
    description:
      'Key for the Gemini API, from Google AI Studio. Needed for real calls, except with Vertex AI.',
    form: secretText('the key as Google AI Studio shows it'),
  }),
  GEMINI_LIVE_MODEL: textSetting({
    description: 'Gemini Live model that talks with callers.',
    form: LIVE_MODEL,
    default: DEFAULT_LIVE_MODEL,
  }),
  GEMINI_TEXT_MODEL: textSetting({
    description:
      'Gemini model that writes the summaries of calls, for the profiles that want them. See docs/profiles.md.',
    form: patternText('the name of a Gemini model', /^[\w./-]{1,200}$/),
    default: 'gemini-3.8-flash',
    live: true,
  }),
  GEMINI_VOICE: choiceSetting({
    description: 'Voice of new calls. The supervisor can change it during a call.',
    range: 'the name of one of the 30 prebuilt voices, such as Puck, Charon, Kore or Fenrir',
    choices: VOICE_NAMES,
    default: 'Puck',
    live: true,
  }),
  GEMINI_BASE_URL: textSetting({
    description: "Another endpoint with the Gemini API. Empty: Google's own.",
    form: HTTP_URL,
    default: '',
  }),
  GEMINI_SYSTEM_INSTRUCTION: textSetting({
    description:
      'System instruction of the agent in new calls: who it is and what it does. It may hold placeholders such as {caller.name}, see docs/profiles.md.',
    form: withPlaceholders(boundedText('a text', MAX_INSTRUCTION_CHARS)),
    default: DEFAULT_SYSTEM_INSTRUCTION,
    live: true,
  }),
  GOOGLE_GENAI_USE_VERTEXAI: booleanSetting({
    description:
      'Uses Gemini through a Google Cloud project (Vertex AI) with the next three settings, instead of GOOGLE_API_KEY.',
    default: false,
  }),
  GOOGLE_CLOUD_PROJECT: textSetting({
    description: 'Google Cloud project for Vertex AI.',
    form: patternText('the id of a project', /^[a-z0-9][a-z0-9.:-]{0,62}$/),
    default: '',
  }),
  GOOGLE_CLOUD_LOCATION: textSetting({
    description: 'Region of Vertex AI.',
    form: patternText('the name of a region such as us-central1, or global', /^[a-z0-9-]{1,40}$/),
    default: 'us-central1',
  }),
  GOOGLE_APPLICATION_CREDENTIALS: textSetting({
    description:
      'Credentials file for Vertex AI, such as the key of a service account. Empty: the default credentials of this machine (gcloud, or a machine of Google Cloud).',
    form: anyText('the path of a file'),
    default: '',
  }),
  GEMINI_CONTEXT_LIMIT: numberSetting({
    description:
      "Context size at which Gemini drops the older half of a call's context. Every turn bills the whole context, so a lower limit makes long calls cheaper, but the agent forgets more. 0: Gemini's default.",
    unit: 'tokens',
    default: 0,
    min: 5_000,
    max: 128_000,
    step: 1,
    orZero: true,
    live: true,
  }),
  GEMINI_SPEAKS_FIRST: booleanSetting({
    description:
      'The agent greets the caller in new calls. Otherwise it waits for the caller to speak.',
    default: true,
    live: true,
  }),
  AI_DISCLOSURE: booleanSetting({
    description:
      'In new calls the agent first says that one talks with an AI, and the record says whether the caller heard it. A profile may have a sentence of its own, or none. See docs/privacy.md.',
    default: true,
    live: true,
  }),
  AI_DISCLOSURE_LANGUAGE: choiceSetting({
    description:
      'Language of that sentence in calls whose profile names no language, or one that has no sentence of ours (BCP 47).',
    choices: DISCLOSURE_LANGUAGES,
    default: 'en',
    live: true,
  }),
});
