import { LANGUAGE_CHOICES } from '#model/language';
import type { SettingView } from '#model/settings';
import { t } from '../../i18n/i18n';
import { settingChoiceText } from '../../i18n/settingTexts';
import { Select } from '../../ui/fields/Select';
import { chooseLanguage } from '../language';
import { isLocked } from '../settings';

/** The language, chosen at once. Nothing until the settings are known, or where it is fixed. */
export function LanguageSelect(props: {
  readonly settings: readonly SettingView[];
  readonly onChosen: () => void;
}) {
  const setting = props.settings.find(({ name }) => name === 'WINDOW_LANGUAGE');
  const value = LANGUAGE_CHOICES.find((choice) => choice === setting?.value);
  if (setting === undefined || value === undefined || isLocked(setting)) {
    return null;
  }
  return (
    <Select
      className="w-auto"
      aria-label={t('language.label')}
      value={value}
      choices={LANGUAGE_CHOICES.map((choice) => ({
        value: choice,
        text: settingChoiceText(setting.name, choice),
      }))}
      onChange={(choice) => void chooseLanguage(choice).then(props.onChosen)}
    />
  );
}
