import { type SettingView, TESTED_GROUPS, type TestedGroup } from '#model/settings';
import type { SettingGroup } from '#model/settingTexts/settingTexts';
import { settingText } from '../../i18n/settingTexts';
import type { Changes } from './useSettings';

/** Settings with every word of the search in their name, variable, meaning or value. */
export function foundBy(
  search: string,
  settings: readonly SettingView[],
  changes: Changes,
): readonly SettingView[] {
  const words = search.toLowerCase().split(/\s+/);
  return settings.filter((setting) => {
    const { label, description } = settingText(setting.name);
    const value = setting.secret ? '' : (changes[setting.name] ?? setting.value);
    const text = [label, setting.name, description, value].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Whether there is something to try in a group. */
export function isTested(group: SettingGroup): group is TestedGroup {
  return TESTED_GROUPS.some((tested) => tested === group);
}
