import i18next from 'i18next';
import { en } from './en/en';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

/** The window's texts. Set up at import, so that a text is there before the first render. */
const i18n = i18next.createInstance();

void i18n.init({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  interpolation: { escapeValue: false },
  resources: { en: { translation: en } },
});

/** Text by key; the keys are checked against the files of texts. */
export const t = i18n.t;

/** Language of the texts, for Intl. */
export const LANGUAGE = 'en';
