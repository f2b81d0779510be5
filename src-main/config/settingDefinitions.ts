/**
 * Every setting there is, in the order in which they are listed. The `Settings` type, parsing, `.env.example`, the settings
 * window and the table in the README are all derived from here.
 */
import { z } from 'zod';
import { DEFAULT_LIVE_MODEL } from '../model/liveModels';
import { VOICE_NAMES } from '../model/voices';
import { LOG_LEVELS } from '../observability/log';
import { API_SETTINGS } from './apiSettings';
import { liveModelSchema } from './liveModel';
import type { SettingDefinition } from './settingKinds';
import {
  booleanSetting,
  choiceSetting,
  fixedNumberSetting,
  numberSetting,
  secretSetting,
  textSetting,
} from './settingKinds';
import { WEBHOOK_SETTINGS } from './webhookSettings';
import { hostSchema } from './settingSchemas';

const GEMINI = 'Gemini';
const AUDIO = 'Audio';
const ASTERISK = 'Asterisk';
const MEDIA = 'External media';
const TALK = 'Speech and interruption';
const CALLS = 'Calls';
const PROGRAM = 'Program';

/** An http or https address; a `/` at the end is taken off, so that paths can be added. */
const httpUrlSchema = z
  .string()
  .trim()
  .refine((text) => {
    if (!URL.canParse(text)) {
      return false;
    }
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  })
  .transform((text) => text.replace(/\/+$/, ''));

/** A user name as HTTP Basic authentication can carry it: no colon (RFC 7617, section 2). */
const userSchema = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^:\p{Cc}]+$/u);

/** A name as it can stand in a dialplan, a section of a configuration file or a query. */
const nameSchema = z
  .string()
  .trim()
  .max(80)
  .regex(/^[\w.-]+$/);

const DEFAULT_SYSTEM_INSTRUCTION = [
  'You are a friendly and capable assistant who answers the telephone.',
  'Speak the language of the caller.',
  'Keep every answer short, one or two sentences, in plain spoken words: no lists, no markup, no web addresses spelled out.',
  'Ask one question at a time and wait for the answer.',
  'If you did not understand, say so and ask again. If you do not know something, say that you do not know.',
  'Begin by greeting the caller and asking how you can help.',
].join(' ');

/** The definitions by name. */
export const SETTINGS = {
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

  AUDIO_FORMAT: choiceSetting({
    group: AUDIO,
    description:
      'Audio between Asterisk and Cordboard: 16-bit linear at 16 kHz, as Gemini takes it.',
    choices: ['slin16'],
    default: 'slin16',
  }),
  AUDIO_SAMPLE_RATE: fixedNumberSetting({
    group: AUDIO,
    description: 'Sample rate of that audio. It follows from AUDIO_FORMAT.',
    unit: 'Hz',
    value: 16_000,
  }),
  AUDIO_CHUNK_SIZE: numberSetting({
    group: AUDIO,
    description:
      'Caller audio sent to Gemini at once; 320 samples are 20 ms. More saves messages and costs as much delay.',
    unit: 'samples',
    default: 320,
    min: 320,
    max: 3_200,
    step: 320,
  }),
  AUDIO_BUFFER_SIZE: numberSetting({
    group: AUDIO,
    description:
      'Newest caller audio kept while Gemini connects or reconnects; 32000 samples are 2 s. Too little loses first words.',
    unit: 'samples',
    default: 32_000,
    min: 320,
    max: 160_000,
    step: 1,
  }),

  ARI_BASE_URL: textSetting({
    group: ASTERISK,
    description:
      "Address of Asterisk's REST interface (ARI). Use https unless it is on this machine.",
    range: 'an http or https address without user and password, such as http://localhost:8088/ari',
    default: 'http://localhost:8088/ari',
    schema: httpUrlSchema,
  }),
  ARI_USERNAME: textSetting({
    group: ASTERISK,
    description: 'User of ari.conf.',
    range: 'the name of a section of type user in ari.conf',
    default: 'asterisk',
    schema: userSchema,
  }),
  ARI_PASSWORD: secretSetting({
    group: ASTERISK,
    description: 'Password of that user. Needed for real calls.',
    range: 'the password in ari.conf',
  }),
  STASIS_APP: textSetting({
    group: ASTERISK,
    description: 'Name of the application that the dialplan hands calls to with Stasis().',
    range: 'letters, digits, dot, dash and underscore',
    default: 'gemini-voice-assistant',
    schema: nameSchema,
  }),

  EXTERNAL_MEDIA_TRANSPORT: choiceSetting({
    group: MEDIA,
    description:
      'Who connects for the audio. websocket-dial: Cordboard connects to Asterisk (nothing to set up there). websocket-listen: Asterisk connects to Cordboard.',
    choices: ['websocket-dial', 'websocket-listen'],
    default: 'websocket-dial',
  }),
  EXTERNAL_MEDIA_CONTROL_FORMAT: choiceSetting({
    group: MEDIA,
    description:
      'Form of the control messages beside the audio; plain is for older Asterisk versions.',
    choices: ['json', 'plain'],
    default: 'json',
  }),
  EXTERNAL_MEDIA_HOST: textSetting({
    group: MEDIA,
    description: 'With websocket-listen: the address on which Asterisk reaches Cordboard.',
    range: 'a host name or address',
    default: 'localhost',
    schema: hostSchema,
  }),
  EXTERNAL_MEDIA_PORT: numberSetting({
    group: MEDIA,
    description: 'With websocket-listen: the port on which Cordboard waits for Asterisk.',
    unit: '',
    default: 8_090,
    min: 1,
    max: 65_535,
    step: 1,
  }),
  EXTERNAL_MEDIA_CLIENT: textSetting({
    group: MEDIA,
    description: 'With websocket-listen: name of the section in websocket_client.conf of Asterisk.',
    range: 'letters, digits, dot, dash and underscore',
    default: 'cordboard',
    schema: nameSchema,
  }),
  EXTERNAL_MEDIA_USERNAME: textSetting({
    group: MEDIA,
    description:
      'With websocket-listen: user that Asterisk must name to be let in. Empty: none is asked for.',
    range: 'a text without colon, or empty',
    default: '',
    schema: userSchema,
  }),
  EXTERNAL_MEDIA_PASSWORD: secretSetting({
    group: MEDIA,
    description: 'Password that belongs to EXTERNAL_MEDIA_USERNAME.',
    range: 'the password in websocket_client.conf',
  }),

  VAD_ENERGY_THRESHOLD: numberSetting({
    group: TALK,
    description: 'Loudness (RMS of 16-bit samples) from which on the caller counts as speaking.',
    unit: 'RMS',
    default: 300,
    min: 1,
    max: 32_767,
    live: true,
  }),
  VAD_SILENCE_THRESHOLD: numberSetting({
    group: TALK,
    description: 'Silence after which the caller counts as having finished.',
    unit: 'seconds',
    default: 0.5,
    min: 0.1,
    max: 5,
    live: true,
  }),
  VAD_SPEECH_THRESHOLD: numberSetting({
    group: TALK,
    description: 'Speech after which the caller counts as speaking.',
    unit: 'seconds',
    default: 0.1,
    min: 0.02,
    max: 2,
    live: true,
  }),
  ENABLE_INTERRUPTION_HANDLING: booleanSetting({
    group: TALK,
    description:
      'The caller can interrupt the agent by speaking. Gemini itself follows a change from its next connection on.',
    default: true,
    live: true,
  }),

  MAX_CALL_DURATION: numberSetting({
    group: CALLS,
    description: 'Longest call; after it the caller is disconnected.',
    unit: 'seconds',
    default: 3_600,
    min: 1,
    max: 86_400,
    live: true,
  }),
  AUTO_ANSWER_CALLS: booleanSetting({
    group: CALLS,
    description:
      'Calls are answered at once. Otherwise they ring in the console until someone answers or declines.',
    default: true,
    live: true,
  }),
  ENABLE_CALL_RECORDING: booleanSetting({
    group: CALLS,
    description: 'Records new calls. Ask for consent where the law wants it.',
    default: false,
    live: true,
  }),
  SESSION_CLEANUP_INTERVAL: numberSetting({
    group: CALLS,
    description:
      'How often leftovers of calls that ended out of order are looked for and released.',
    unit: 'seconds',
    default: 300,
    min: 1,
    max: 86_400,
    live: true,
  }),
  SHUTDOWN_CALLS: choiceSetting({
    group: CALLS,
    description:
      "What happens to live calls when the program ends. fallback: they go on in Asterisk's dialplan. hangup: they are disconnected.",
    choices: ['fallback', 'hangup'],
    default: 'fallback',
    live: true,
  }),

  LOG_LEVEL: choiceSetting({
    group: PROGRAM,
    description: 'Least important lines that are logged. DEBUG also logs personal data.',
    choices: LOG_LEVELS,
    default: 'INFO',
  }),
  LOG_FILE: textSetting({
    group: PROGRAM,
    description:
      'File that the log also goes to; a relative path begins at the data folder. Empty: none.',
    range: 'a path such as logs/voice_assistant.log, or empty',
    default: '',
  }),
  LOG_MAX_SIZE: numberSetting({
    group: PROGRAM,
    description:
      'Size at which LOG_FILE is put aside under its name with .1 added (the one before becomes .2, and so on) and begun anew.',
    unit: 'MB',
    default: 10,
    min: 0.1,
    max: 1_000,
  }),
  LOG_KEEP_FILES: numberSetting({
    group: PROGRAM,
    description: 'Log files put aside that are kept; older ones are deleted.',
    unit: 'files',
    default: 5,
    min: 0,
    max: 100,
    step: 1,
  }),
  ENABLE_PERFORMANCE_LOGGING: booleanSetting({
    group: PROGRAM,
    description:
      'Logs the delay of each answer and of each interruption, and the figures of each call at its end.',
    default: false,
    live: true,
  }),
  HISTORY_RETENTION_DAYS: numberSetting({
    group: CALLS,
    description:
      'Calls older than this are removed from the history, with their recordings. 0 keeps all.',
    unit: 'days',
    default: 90,
    min: 0,
    max: 36_500,
    step: 1,
    live: true,
  }),
  HISTORY_MAX_SIZE: numberSetting({
    group: CALLS,
    description:
      'Disk space that history and recordings may take; beyond it the oldest calls are removed. 0 is no limit.',
    unit: 'MB',
    default: 20_000,
    min: 0,
    max: 10_000_000,
    step: 1,
    live: true,
  }),
  CORDBOARD_DATA_DIR: textSetting({
    group: PROGRAM,
    description:
      'Folder for everything the program stores. Only in the environment or .env. Empty: the folder for program data of the user.',
    range: 'a path, or empty',
    default: '',
    environmentOnly: true,
  }),

  ...API_SETTINGS,
  ...WEBHOOK_SETTINGS,
} satisfies Record<string, SettingDefinition<SettingValue>>;

/** Name of a setting, as in the environment. */
export type SettingName = keyof typeof SETTINGS;

/** All names, in the order in which they are listed. */
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** The definition of a setting, its value of any type. */
export function definitionOf(name: SettingName): SettingDefinition<SettingValue> {
  return SETTINGS[name];
}

/** What a setting can be. */
export type SettingValue = string | number | boolean;

/** Whether a text is the name of a setting. */
export function isSettingName(text: string): text is SettingName {
  return Object.hasOwn(SETTINGS, text);
}
