/**
 * What settings are called and what they do, by the name of the variable, in each language of the
 * window. The documents are written in English.
 */
import type { Language } from '../language';
import { ENGLISH_GROUPS, ENGLISH_SETTINGS } from './english/english';
import { GERMAN_GROUPS, GERMAN_SETTINGS } from './german/german';

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

const TEXTS: Readonly<Record<Language, SettingTexts>> = {
  en: { settings: ENGLISH_SETTINGS, groups: ENGLISH_GROUPS },
  de: { settings: GERMAN_SETTINGS, groups: GERMAN_GROUPS },
};

export function settingTextsIn(language: Language): SettingTexts {
  return TEXTS[language];
}

/** The words for a setting; for one that has none, its own name. */
export function settingTextOf(name: string, { settings }: SettingTexts = TEXTS.en): SettingText {
  const texts: Readonly<Record<string, SettingText>> = settings;
  return texts[name] ?? { label: name, description: '' };
}

export function groupNameOf(group: SettingGroup, { groups }: SettingTexts = TEXTS.en): string {
  return groups[group];
}
