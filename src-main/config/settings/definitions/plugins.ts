/** Settings of plugins. */
import { z } from 'zod';
import { type SettingDefinition, textSetting } from '../kinds';

/** The definitions by name. */
export const PLUGIN_SETTINGS = {
  PLUGINS: textSetting({
    group: 'Program',
    description:
      'Plugins to run: paths of ES modules, separated by commas; relative ones begin at the data folder. Only in the environment or .env: a plugin is a program. See docs/plugins.md.',
    range: 'at most 10 paths, or empty',
    default: '',
    schema: z
      .string()
      .trim()
      .max(4_000)
      .refine((text) => pluginModules(text).length <= 10),
    environmentOnly: true,
  }),
} satisfies Record<string, SettingDefinition<string>>;

/** The paths that PLUGINS holds. */
export function pluginModules(text: string): readonly string[] {
  return text
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '');
}
