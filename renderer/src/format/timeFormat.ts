import { byLanguage } from '../i18n/language';

/** How these parts of a day or a time are written in the language of the window. */
export function timeFormat(parts: Intl.DateTimeFormatOptions): () => Intl.DateTimeFormat {
  return byLanguage((language) => new Intl.DateTimeFormat(language, parts));
}
