/**
 * All settings, in the order in which they are listed. The `Settings` type, parsing,
 * `.env.example`, the settings window and `docs/settings.md` are derived from this table, and from
 * the words for each setting in model/settingTexts.
 */
import type { SettingTexts } from '#model/settingTexts/settingTexts';
import type { SettingDefinition } from '../kinds';
import { API_SETTINGS } from './api';
import { ASTERISK_SETTINGS } from './asterisk';
import { AUDIO_SETTINGS } from './audio';
import { CALL_SETTINGS } from './calls';
import { GEMINI_SETTINGS } from './gemini';
import { KNOWLEDGE_SETTINGS } from './knowledge';
import { MEDIA_SETTINGS } from './media';
import { OPERATOR_SETTINGS } from './operators';
import { PROGRAM_SETTINGS } from './program';
import { RECORDING_SETTINGS } from './recording';
import { SPEECH_SETTINGS } from './speech';
import { TOOL_SETTINGS } from './tools';
import { WATCHDOG_SETTINGS } from './watchdogs';
import { WEBHOOK_SETTINGS } from './webhooks';
import { WINDOW_SETTINGS } from './window';

export const SETTINGS = {
  ...WINDOW_SETTINGS,
  ...GEMINI_SETTINGS,
  ...KNOWLEDGE_SETTINGS,
  ...SPEECH_SETTINGS,
  ...AUDIO_SETTINGS,
  ...ASTERISK_SETTINGS,
  ...MEDIA_SETTINGS,
  ...WATCHDOG_SETTINGS,
  ...CALL_SETTINGS,
  ...PROGRAM_SETTINGS,
  ...OPERATOR_SETTINGS,
  ...RECORDING_SETTINGS,
  ...API_SETTINGS,
  ...WEBHOOK_SETTINGS,
  ...TOOL_SETTINGS,
} satisfies Record<keyof SettingTexts['settings'], SettingDefinition>;

/** Name of a setting, as in the environment. */
export type SettingName = keyof typeof SETTINGS;

/** All names, in the order in which they are listed. */
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** The definition of a setting, with a value of any type. */
export function definitionOf(name: SettingName): SettingDefinition {
  return SETTINGS[name];
}

export function isSettingName(text: string): text is SettingName {
  return Object.hasOwn(SETTINGS, text);
}
