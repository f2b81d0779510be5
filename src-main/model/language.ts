/** The languages of what people see: window, notices, exports and native menus. */

/** By their tags (BCP 47), which Intl and the page take too. */
export const LANGUAGES = ['en', 'de'] as const;

/** See LANGUAGES. */
export type Language = (typeof LANGUAGES)[number];

/** What each is called by those who read it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
};

/** `system`: that of the desktop. */
export const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const;

/** See LANGUAGE_CHOICES. */
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

/**
 * The language that is meant by a choice; English where there is none for the desktop.
 * @param systemLocale Locale of the desktop, e.g. `de-AT`.
 */
export function languageOf(choice: LanguageChoice, systemLocale: string): Language {
  if (choice !== 'system') {
    return choice;
  }
  const [tag] = systemLocale.toLowerCase().split(/[-_]/);
  return LANGUAGES.find((language) => language === tag) ?? 'en';
}
