import { LANGUAGE_NAMES, LANGUAGES } from '#model/language';
import {
  groupNameOf,
  type SettingGroup,
  type SettingText,
  settingTextOf,
  settingTextsIn,
} from '#model/settingTexts/settingTexts';
import { t } from './i18n';
import { languageNow } from './language';

/** Name and meaning of a setting, in the language of the window. */
export function settingText(name: string): SettingText {
  return settingTextOf(name, settingTextsIn(languageNow()));
}

/** Heading of a group of settings, in the language of the window. */
export function settingGroupText(group: SettingGroup): string {
  return groupNameOf(group, settingTextsIn(languageNow()));
}

/** What a choice of a setting is called: as it is written, but for languages, which have a name. */
export function settingChoiceText(name: string, choice: string): string {
  if (name !== 'WINDOW_LANGUAGE') {
    return choice;
  }
  const language = LANGUAGES.find((each) => each === choice);
  return language === undefined ? t('language.system') : LANGUAGE_NAMES[language];
}
