/** Settings of the voice agent and its service. */
import { z } from 'zod';
import { DEFAULT_LIVE_MODEL } from '../model/liveModels';
import { VOICE_NAMES } from '../model/voices';
import { liveModelSchema } from './liveModel';
import type { SettingDefinition } from './settingKinds';
import { booleanSetting, choiceSetting, secretSetting, textSetting } from './settingKinds';
import { httpUrlSchema } from './settingSchemas';

const GEMINI = 'Gemini';

const DEFAULT_SYSTEM_INSTRUCTION = [
  'You are a friendly and capable assistant who answers the telephone.',
  'Speak the language of the caller.',
  'Keep every answer short, one or two sentences, in plain spoken words: no lists, no markup, no web addresses spelled out.',
  'Ask one question at a time and wait for the answer.',
  'If you did not understand, say so and ask again. If you do not know something, say that you do not know.',
  'Begin by greeting the caller and asking how you can help.',
].join(' ');

/** The definitions by name. */
export const AGENT_SETTINGS = {
  GOOGLE_API_KEY: secretSetting({
    group: GEMINI,
    description: 'Key for the Gemini API, from Google AI Studio. Needed for real calls.',
    range: 'the key as Google AI Studio shows it',
  }),
  GEMINI_LIVE_MODEL: textSetting({
    group: GEMINI,
    description: 'Model that talks with the callers; it must be one of the Gemini Live models.',
    range: 'the name of a Gemini Live model',
    default: DEFAULT_LIVE_MODEL,
    schema: liveModelSchema,
  }),
  GEMINI_VOICE: choiceSetting({
    group: GEMINI,
    description: 'Voice that new calls begin with. It can be changed in a running call.',
    range: 'the name of one of the 30 prebuilt voices, such as Puck, Charon, Kore or Fenrir',
    choices: VOICE_NAMES,
    default: 'Puck',
    live: true,
  }),
  GEMINI_BASE_URL: textSetting({
    group: GEMINI,
    description: "Another endpoint that speaks the Gemini API. Empty: Google's own.",
    range: 'an http or https address, or empty',
    default: '',
    schema: httpUrlSchema,
  }),
  GEMINI_SYSTEM_INSTRUCTION: textSetting({
    group: GEMINI,
    description: 'What the voice agent is told to be and to do, in new calls.',
    range: 'a text of at most 20000 characters',
    default: DEFAULT_SYSTEM_INSTRUCTION,
    schema: z.string().trim().max(20_000),
    live: true,
  }),
  GEMINI_SPEAKS_FIRST: booleanSetting({
    group: GEMINI,
    description:
      'The voice agent greets the caller in new calls. Otherwise it waits for the caller to speak.',
    default: true,
    live: true,
  }),
} satisfies Record<string, SettingDefinition<string | number | boolean>>;
