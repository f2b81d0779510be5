/** Settings of Gemini: access, model, voice and instruction. */
import { MAX_INSTRUCTION_CHARS } from '#model/limits';
import { DEFAULT_LIVE_MODEL } from '#model/liveModels';
import { phrase } from '#model/phrases/phrase';
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

export const GEMINI_SETTINGS = settingsGroup('gemini', {
  GOOGLE_API_KEY: secretSetting({
    form: secretText(phrase('form.google-key')),
  }),
  GEMINI_LIVE_MODEL: textSetting({
    form: LIVE_MODEL,
    default: DEFAULT_LIVE_MODEL,
  }),
  GEMINI_TEXT_MODEL: textSetting({
    form: patternText(phrase('form.gemini-model'), /^[\w./-]{1,200}$/),
    default: 'gemini-3.8-flash',
    live: true,
  }),
  GEMINI_VOICE: choiceSetting({
    range: phrase('form.voice'),
    choices: VOICE_NAMES,
    default: 'Puck',
    live: true,
  }),
  GEMINI_BASE_URL: textSetting({
    form: HTTP_URL,
    default: '',
  }),
  GEMINI_SYSTEM_INSTRUCTION: textSetting({
    form: withPlaceholders(boundedText(phrase('form.text'), MAX_INSTRUCTION_CHARS)),
    default: DEFAULT_SYSTEM_INSTRUCTION,
    entry: 'lines',
    live: true,
  }),
  GOOGLE_GENAI_USE_VERTEXAI: booleanSetting({
    default: false,
  }),
  GOOGLE_CLOUD_PROJECT: textSetting({
    form: patternText(phrase('form.project'), /^[a-z0-9][a-z0-9.:-]{0,62}$/),
    default: '',
  }),
  GOOGLE_CLOUD_LOCATION: textSetting({
    form: patternText(phrase('form.region'), /^[a-z0-9-]{1,40}$/),
    default: 'us-central1',
  }),
  GOOGLE_APPLICATION_CREDENTIALS: textSetting({
    form: anyText(phrase('form.path-of-file')),
    default: '',
  }),
  GEMINI_CONTEXT_LIMIT: numberSetting({
    unit: 'unit.tokens',
    default: 0,
    min: 5_000,
    max: 128_000,
    step: 1,
    orZero: true,
    live: true,
  }),
  GEMINI_SPEAKS_FIRST: booleanSetting({
    default: true,
    live: true,
  }),
  AI_DISCLOSURE: booleanSetting({
    default: true,
    live: true,
  }),
  AI_DISCLOSURE_LANGUAGE: choiceSetting({
    choices: DISCLOSURE_LANGUAGES,
    default: 'en',
    live: true,
  }),
});
