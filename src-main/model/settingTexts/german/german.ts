/** Names and meanings of all settings in German. */
import type { ENGLISH_GROUPS, ENGLISH_SETTINGS } from '../english/english';
import { API_TEXTS } from './api';
import { ASTERISK_TEXTS } from './asterisk';
import { AUDIO_TEXTS } from './audio';
import { CALLS_TEXTS } from './calls';
import { GEMINI_TEXTS } from './gemini';
import { KNOWLEDGE_TEXTS } from './knowledge';
import { MEDIA_TEXTS } from './media';
import { OPERATORS_TEXTS } from './operators';
import { PROGRAM_TEXTS } from './program';
import { RECORDING_TEXTS } from './recording';
import { SPEECH_TEXTS } from './speech';
import type { TextsOf } from './textsOf';
import { TOOLS_TEXTS } from './tools';
import { WATCHDOGS_TEXTS } from './watchdogs';
import { WEBHOOKS_TEXTS } from './webhooks';
import { WINDOW_TEXTS } from './window';

export const GERMAN_GROUPS = {
  window: 'Fenster',
  gemini: 'Gemini',
  knowledge: 'Was die KI weiß',
  speech: 'Sprechen und Unterbrechen',
  audio: 'Ton',
  asterisk: 'Asterisk',
  media: 'Transport des Tons',
  watchdogs: 'Stille und Störungen',
  calls: 'Anrufe',
  operators: 'Benutzer',
  program: 'Programm',
  recording: 'Aufnahme',
  api: 'HTTP-API',
  webhooks: 'Webhooks',
  tools: 'Werkzeuge',
} satisfies Readonly<Record<keyof typeof ENGLISH_GROUPS, string>>;

export const GERMAN_SETTINGS = {
  ...WINDOW_TEXTS,
  ...GEMINI_TEXTS,
  ...KNOWLEDGE_TEXTS,
  ...SPEECH_TEXTS,
  ...AUDIO_TEXTS,
  ...ASTERISK_TEXTS,
  ...MEDIA_TEXTS,
  ...WATCHDOGS_TEXTS,
  ...CALLS_TEXTS,
  ...OPERATORS_TEXTS,
  ...PROGRAM_TEXTS,
  ...RECORDING_TEXTS,
  ...API_TEXTS,
  ...WEBHOOKS_TEXTS,
  ...TOOLS_TEXTS,
} satisfies TextsOf<typeof ENGLISH_SETTINGS>;
