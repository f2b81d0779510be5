/** Settings of the program itself: its log, its data folder, its plugins. */
import { z } from 'zod';
import { LOG_LEVELS } from '#main/observability/log';
import { phrase } from '#model/phrases/phrase';
import { anyText, type TextForm } from '../forms';
import {
  booleanSetting,
  choiceSetting,
  numberSetting,
  settingsGroup,
  sizeSetting,
  textSetting,
} from '../kinds';

/** Most plugins: each has its own thread. */
const MAX_PLUGINS = 10;

const PLUGIN_PATHS: TextForm = {
  words: phrase('form.paths', { max: MAX_PLUGINS }),
  schema: z
    .string()
    .trim()
    .max(4_000)
    .refine((text) => pluginModules(text).length <= MAX_PLUGINS),
};

export const PROGRAM_SETTINGS = settingsGroup('program', {
  DEMO_MODE: booleanSetting({ default: false }),
  LOG_LEVEL: choiceSetting({
    choices: LOG_LEVELS,
    default: 'INFO',
    live: true,
  }),
  LOG_FILE: textSetting({
    form: anyText(phrase('form.path-such-as', { example: 'logs/voice_assistant.log' })),
    default: '',
  }),
  LOG_MAX_SIZE: sizeSetting({
    default: 10,
    min: 0.1,
    max: 1_000,
  }),
  LOG_KEEP_FILES: numberSetting({
    unit: 'unit.files',
    default: 5,
    min: 0,
    max: 100,
    step: 1,
  }),
  ENABLE_PERFORMANCE_LOGGING: booleanSetting({
    default: false,
    live: true,
  }),
  SECRETS_IN_FILE: booleanSetting({
    default: false,
    live: true,
  }),
  CORDBOARD_DATA_DIR: textSetting({
    form: anyText(phrase('form.path')),
    default: '',
    environmentOnly: true,
  }),
  PLUGINS: textSetting({
    form: PLUGIN_PATHS,
    default: '',
    environmentOnly: true,
  }),
});

/** The paths that PLUGINS holds. */
export function pluginModules(text: string): readonly string[] {
  return text
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '');
}
