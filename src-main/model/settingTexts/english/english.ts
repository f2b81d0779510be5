/** Names and meanings of all settings in English: the one place for these words. */
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
import { TOOLS_TEXTS } from './tools';
import { WATCHDOGS_TEXTS } from './watchdogs';
import { WEBHOOKS_TEXTS } from './webhooks';
import { WINDOW_TEXTS } from './window';

/** Headings, in the order in which they are listed. */
export const ENGLISH_GROUPS = {
  window: 'Window',
  gemini: 'Gemini',
  knowledge: 'What the agent knows',
  speech: 'Speech and interruption',
  audio: 'Audio',
  asterisk: 'Asterisk',
  media: 'External media',
  watchdogs: 'Silence and trouble',
  calls: 'Calls',
  operators: 'Operators',
  program: 'Program',
  recording: 'Recording',
  api: 'HTTP API',
  webhooks: 'Webhooks',
  tools: 'Tools',
} as const;

export const ENGLISH_SETTINGS = {
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
} as const;
