/**
 * Every setting there is, in the order in which they are listed. The `Settings` type, parsing,
 * `.env.example`, the settings window and `docs/settings.md` are all derived from here.
 */
import { LOG_LEVELS } from '#main/observability/log';
import {
  booleanSetting,
  choiceSetting,
  numberSetting,
  secretSetting,
  type SettingDefinition,
  textSetting,
} from '../kinds';
import { httpUrlSchema, nameSchema, userSchema } from '../schemas';
import { API_SETTINGS } from './api';
import { AUDIO_SETTINGS } from './audio';
import { CONFERENCE_SETTINGS } from './conference';
import { AGENT_SETTINGS } from './gemini';
import { MEDIA_SETTINGS } from './media';
import { OUTGOING_SETTINGS } from './outgoing';
import { PLUGIN_SETTINGS } from './plugins';
import { RECORDING_SETTINGS } from './recording';
import { TURN_SETTINGS } from './speech';
import { TOOL_SETTINGS } from './tools';
import { WEBHOOK_SETTINGS } from './webhooks';

const ASTERISK = 'Asterisk';
const CALLS = 'Calls';
const PROGRAM = 'Program';

/** The definitions by name. */
export const SETTINGS = {
  ...AGENT_SETTINGS,
  ...AUDIO_SETTINGS,

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

  ...MEDIA_SETTINGS,
  ...TURN_SETTINGS,

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
  SESSION_CLEANUP_INTERVAL: numberSetting({
    group: CALLS,
    description:
      'How often callers, channels and bridges without a call, and calls without a channel, are looked for in Asterisk; what is found is taken up or cleared, and logged. Done at each connection too.',
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
  ...RECORDING_SETTINGS,
  ...OUTGOING_SETTINGS,
  ...CONFERENCE_SETTINGS,

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
  ...PLUGIN_SETTINGS,
  ...TOOL_SETTINGS,
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
