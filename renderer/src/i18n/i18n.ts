import i18next from 'i18next';
import { isolated } from '#model/direction';
import type { Language } from '#model/language';
import { de } from './de/de';
import { en } from './en/en';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

/** The window's texts. Set up at import, so that a text is there before the first render. */
const i18n = i18next.createInstance();

const TEXTS = { en: { translation: en }, de: { translation: de } } satisfies Record<
  Language,
  object
>;

void i18n.init({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  // React escapes by itself. A name may be written from right to left.
  interpolation: { escapeValue: true, escape: isolated },
  resources: TEXTS,
});

const translate = i18n.t as (key: string, values?: object) => string;

/** The texts that nothing is put into, once they were asked for: a row of the list has many. */
const plainTexts = new Map<string, string>();

/**
 * Text by key, in the language of the window; the keys are checked against the files of texts. It
 * is called where the text is shown: one that is kept stays in its language.
 */
export const t = ((key: string, values?: object): string => {
  if (values !== undefined) {
    return translate(key, values);
  }
  const text = plainTexts.get(key) ?? translate(key);
  plainTexts.set(key, text);
  return text;
}) as typeof i18n.t;

/** A text that is kept, and asked for where it is shown: in the language of then. */
export type LateText = () => string;

/** Makes `t` speak another language, at once: all texts are there. */
export function speak(language: Language): void {
  plainTexts.clear();
  void i18n.changeLanguage(language);
}
