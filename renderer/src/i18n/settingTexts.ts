import {
  groupNameOf,
  type SettingGroup,
  type SettingText,
  settingTextOf,
} from '#model/settingTexts/settingTexts';

/** Name and meaning of a setting, in the language of the window. */
export function settingText(name: string): SettingText {
  return settingTextOf(name);
}

/** Heading of a group of settings, in the language of the window. */
export function settingGroupText(group: SettingGroup): string {
  return groupNameOf(group);
}
