/** Settings of the program itself: its log, its data folder, its plugins. */
import { z } from 'zod';
import { LOG_LEVELS } from '#main/observability/log';
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
  words: `at most ${MAX_PLUGINS} paths`,
  schema: z
    .string()
    .trim()
    .max(4_000)
    .refine((text) => pluginModules(text).length <= MAX_PLUGINS),
};

export const PROGRAM_SETTINGS = settingsGroup('Program', {
  LOG_LEVEL: choiceSetting({
    description: 'Lowest level that is logged. DEBUG also logs personal data.',
    choices: LOG_LEVELS,
    default: 'INFO',
  }),
  LOG_FILE: textSetting({
    description:
      'File to which the log is also written; a relative path begins at the data folder. Empty: none.',
    form: anyText('a path such as logs/voice_assistant.log'),
    default: '',
  }),
  LOG_MAX_SIZE: sizeSetting({
    description:
      'Size at which LOG_FILE is rotated: it is renamed to end in .1 (the earlier .1 becomes .2, and so on), and a new file begins.',
    default: 10,
    min: 0.1,
    max: 1_000,
  }),
  LOG_KEEP_FILES: numberSetting({
    description: 'Number of rotated log files that are kept; older ones are deleted.',
    unit: 'files',
    default: 5,
    min: 0,
    max: 100,
    step: 1,
  }),
  ENABLE_PERFORMANCE_LOGGING: booleanSetting({
    description:
      'Logs the delay of each answer and of each barge-in, and the figures of each call at its end.',
    default: false,
    live: true,
  }),
  CORDBOARD_DATA_DIR: textSetting({
    description:
      'Folder for everything the program stores. Can only be set in the environment or .env. Empty: the folder for the program data of the user.',
    form: anyText('a path'),
    default: '',
    environmentOnly: true,
  }),
  PLUGINS: textSetting({
    description:
      'Plugins to run: paths of ES modules, separated by commas; a relative path begins at the data folder. Can only be set in the environment or .env, because a plugin is a program. See docs/plugins.md.',
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
