/** The language of the window. */
import { create } from 'zustand';
import type { Language } from '#model/language';
import { speak } from './i18n';

const useLanguageStore = create<{ readonly language: Language }>()(() => ({ language: 'en' }));

/** The language of the texts now, for Intl. */
export function languageNow(): Language {
  return useLanguageStore.getState().language;
}

/** The same; draws the component, and what is in it, anew when it changes. */
export function useLanguage(): Language {
  return useLanguageStore((state) => state.language);
}

/** Puts the whole window into a language. What is typed, chosen and open stays as it is. */
export function setLanguage(language: Language): void {
  speak(language);
  document.documentElement.lang = language;
  useLanguageStore.setState({ language });
}

/** Calls after each change; the returned function stops. */
export function onLanguage(listener: () => void): () => void {
  return useLanguageStore.subscribe(listener);
}

/** What is costly to make and depends on the language, such as formats: made once for each. */
export function byLanguage<T>(make: (language: Language) => T): () => T {
  const made = new Map<Language, T>();
  return () => {
    const language = languageNow();
    const known = made.get(language) ?? make(language);
    made.set(language, known);
    return known;
  };
}
