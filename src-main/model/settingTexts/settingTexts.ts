/**
 * What settings are called and what they do, by the name of the variable. Another language is one
 * more object of this form.
 */
import { ENGLISH_GROUPS, ENGLISH_SETTINGS } from './english/english';

/** Heading that settings are listed under. */
export type SettingGroup = keyof typeof ENGLISH_GROUPS;

export type SettingText = {
  /** What people call it, in a few words. */
  readonly label: string;
  /** One or two sentences: what the setting does and when to change it. */
  readonly description: string;
};

/** The texts of a language. */
export type SettingTexts = {
  readonly settings: Readonly<Record<keyof typeof ENGLISH_SETTINGS, SettingText>>;
  readonly groups: Readonly<Record<SettingGroup, string>>;
};

const ENGLISH_SETTING_TEXTS: SettingTexts = {
  settings: ENGLISH_SETTINGS,
  groups: ENGLISH_GROUPS,
};

/** The words for a setting; for one that has none, its own name. */
export function settingTextOf(
  name: string,
  { settings }: SettingTexts = ENGLISH_SETTING_TEXTS,
): SettingText {
  const texts: Readonly<Record<string, SettingText>> = settings;
  return texts[name] ?? { label: name, description: '' };
}

export function groupNameOf(
  group: SettingGroup,
  { groups }: SettingTexts = ENGLISH_SETTING_TEXTS,
): string {
  return groups[group];
}
