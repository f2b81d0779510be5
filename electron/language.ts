import type { SettingsStore } from '#main/config/settings/settingsStore';
import { type Language, languageOf } from '#model/language';

/** The language of the windows, the menus and the notices. */
export type ShellLanguage = {
  readonly current: Language;
  /** Calls with each language that replaces another. */
  onChanged(listener: (language: Language) => void): void;
};

/**
 * Follows WINDOW_LANGUAGE.
 * @param systemLocale Locale of the desktop.
 */
export function followLanguage(
  settings: Pick<SettingsStore, 'current' | 'on'>,
  systemLocale: string,
): ShellLanguage {
  const chosen = () => languageOf(settings.current.windowLanguage, systemLocale);
  const listeners: ((language: Language) => void)[] = [];
  let current = chosen();
  settings.on('changed', () => {
    const next = chosen();
    if (next !== current) {
      current = next;
      for (const listener of listeners) {
        listener(next);
      }
    }
  });
  return {
    get current() {
      return current;
    },
    onChanged(listener) {
      listeners.push(listener);
    },
  };
}
