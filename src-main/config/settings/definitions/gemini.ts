/** Settings of the service that talks: which one, with which model and voice. */
import { DEFAULT_LIVE_MODEL } from '#model/liveModels';
import { VOICE_NAMES } from '#model/voices';
import { anyText, boundedText, HTTP_URL, patternText, secretText } from '../forms';
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
      'Key for the Gemini API, from Google AI Studio. Needed for real calls, unless Vertex AI is used.',
    form: secretText('the key as Google AI Studio shows it'),
  }),
  GEMINI_LIVE_MODEL: textSetting({
    description: 'Model that talks with the callers; it must be one of the Gemini Live models.',
    form: LIVE_MODEL,
    default: DEFAULT_LIVE_MODEL,
  }),
  GEMINI_VOICE: choiceSetting({
    description: 'Voice that new calls begin with. It can be changed in a running call.',
    range: 'the name of one of the 30 prebuilt voices, such as Puck, Charon, Kore or Fenrir',
    choices: VOICE_NAMES,
    default: 'Puck',
    live: true,
  }),
  GEMINI_BASE_URL: textSetting({
    description: "Another endpoint that speaks the Gemini API. Empty: Google's own.",
    form: HTTP_URL,
    default: '',
  }),
  GEMINI_SYSTEM_INSTRUCTION: textSetting({
    description: 'What the voice agent is told to be and to do, in new calls.',
    form: boundedText('a text', 20_000),
    default: DEFAULT_SYSTEM_INSTRUCTION,
    live: true,
  }),
  GOOGLE_GENAI_USE_VERTEXAI: booleanSetting({
    description:
      'Gemini is asked in a Google Cloud project (Vertex AI), with the three settings after this one, instead of with GOOGLE_API_KEY.',
    default: false,
  }),
  GOOGLE_CLOUD_PROJECT: textSetting({
    description: 'Google Cloud project for Vertex AI.',
    form: patternText('the id of a project', /^[a-z0-9][a-z0-9.:-]{0,62}$/),
    default: '',
  }),
  GOOGLE_CLOUD_LOCATION: textSetting({
    description: 'Region in which Vertex AI is asked.',
    form: patternText('the name of a region such as us-central1, or global', /^[a-z0-9-]{1,40}$/),
    default: 'us-central1',
  }),
  GOOGLE_APPLICATION_CREDENTIALS: textSetting({
    description:
      'Credentials file for Vertex AI, such as the key of a service account. Empty: those the machine has by itself (gcloud, or a machine of Google Cloud).',
    form: anyText('the path of a file'),
    default: '',
  }),
  GEMINI_CONTEXT_LIMIT: numberSetting({
    description:
      "Size of a call's context at which its older half is dropped. All of the context is billed at every turn, so a lower limit makes long calls cheaper and their agents forgetful. 0: as Gemini has it.",
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
      'The voice agent greets the caller in new calls. Otherwise it waits for the caller to speak.',
    default: true,
    live: true,
  }),
});
