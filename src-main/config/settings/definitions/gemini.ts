/** Settings of the voice agent and its service. */
import { z } from 'zod';
import { DEFAULT_LIVE_MODEL } from '#model/liveModels';
import { VOICE_NAMES } from '#model/voices';
import {
  booleanSetting,
  choiceSetting,
  numberSetting,
  secretSetting,
  type SettingDefinition,
  textSetting,
} from '../kinds';
import { httpUrlSchema } from '../schemas';
import { liveModelSchema } from './liveModel';

const GEMINI = 'Gemini';
const TALK = 'Speech and interruption';

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
    description:
      'Key for the Gemini API, from Google AI Studio. Needed for real calls, unless Vertex AI is used.',
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
  GOOGLE_GENAI_USE_VERTEXAI: booleanSetting({
    group: GEMINI,
    description:
      'Gemini is asked in a Google Cloud project (Vertex AI), with the three settings after this one, instead of with GOOGLE_API_KEY.',
    default: false,
  }),
  GOOGLE_CLOUD_PROJECT: textSetting({
    group: GEMINI,
    description: 'Google Cloud project for Vertex AI.',
    range: 'the id of a project, or empty',
    default: '',
    schema: z
      .string()
      .trim()
      .regex(/^[a-z0-9][a-z0-9.:-]{0,62}$/),
  }),
  GOOGLE_CLOUD_LOCATION: textSetting({
    group: GEMINI,
    description: 'Region in which Vertex AI is asked.',
    range: 'the name of a region such as us-central1, or global',
    default: 'us-central1',
    schema: z
      .string()
      .trim()
      .regex(/^[a-z0-9-]{1,40}$/),
  }),
  GOOGLE_APPLICATION_CREDENTIALS: textSetting({
    group: GEMINI,
    description:
      'Credentials file for Vertex AI, such as the key of a service account. Empty: those the machine has by itself (gcloud, or a machine of Google Cloud).',
    range: 'the path of a file, or empty',
    default: '',
  }),
  GEMINI_CONTEXT_LIMIT: {
    ...numberSetting({
      group: GEMINI,
      description:
        "Size of a call's context at which its older half is dropped. All of the context is billed at every turn, so a lower limit makes long calls cheaper and their agents forgetful. 0: as Gemini has it.",
      unit: 'tokens',
      default: 0,
      min: 0,
      max: 128_000,
      step: 1,
      live: true,
    }),
    range: '0, or a whole number, 5000 to 128000',
    schema: z
      .string()
      .trim()
      .regex(/^\d+$/)
      .transform(Number)
      .refine((tokens) => tokens === 0 || (tokens >= 5_000 && tokens <= 128_000)),
  },
  GEMINI_SPEAKS_FIRST: booleanSetting({
    group: GEMINI,
    description:
      'The voice agent greets the caller in new calls. Otherwise it waits for the caller to speak.',
    default: true,
    live: true,
  }),

  ENDPOINTING: choiceSetting({
    group: TALK,
    description:
      'Who finds out when the caller begins and ends to speak, in new calls. service: Gemini, by the settings after this one. local: the voice detection here (VAD_...); Gemini then hears only speech.',
    choices: ['service', 'local'],
    default: 'service',
    live: true,
  }),
  GEMINI_START_SENSITIVITY: choiceSetting({
    group: TALK,
    description:
      'How easily Gemini takes a sound for the beginning of speech (ENDPOINTING=service). default: as Gemini has it.',
    choices: ['default', 'high', 'low'],
    default: 'default',
    live: true,
  }),
  GEMINI_END_SENSITIVITY: choiceSetting({
    group: TALK,
    description:
      'How easily Gemini takes a silence for the end of speech (ENDPOINTING=service). default: as Gemini has it.',
    choices: ['default', 'high', 'low'],
    default: 'default',
    live: true,
  }),
  GEMINI_PREFIX_PADDING: numberSetting({
    group: TALK,
    description:
      'Speech that Gemini needs before its beginning counts (ENDPOINTING=service). 0: as Gemini has it.',
    unit: 'seconds',
    default: 0,
    min: 0,
    max: 2,
    live: true,
  }),
  GEMINI_SILENCE_DURATION: numberSetting({
    group: TALK,
    description:
      'Silence that Gemini needs before the end of speech counts (ENDPOINTING=service). Shorter is quicker and cuts callers who think while they speak. 0: as Gemini has it.',
    unit: 'seconds',
    default: 0,
    min: 0,
    max: 5,
    live: true,
  }),
  GEMINI_TURN_COVERAGE: choiceSetting({
    group: TALK,
    description:
      "What of the caller's audio belongs to his turn. activity: his speech. all: the silence and noise between, too. default: as Gemini has it.",
    choices: ['default', 'activity', 'all'],
    default: 'default',
    live: true,
  }),
} satisfies Record<string, SettingDefinition<string | number | boolean>>;
