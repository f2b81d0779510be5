import type { SettingsStore } from '#main/config/settings/settingsStore';
import { done, type Result } from '#main/util/result';
import { type Language, type LanguageChoice, languageOf } from '#model/language';

/** The language of the windows, the menus and the notices. */
export type ShellLanguage = {
  readonly current: Language;
  /** Saves WINDOW_LANGUAGE. Fails as SettingsStore.update does. */
  choose(choice: LanguageChoice): Promise<Result<void>>;
  /** Calls with each language that replaces another. */
  onChanged(listener: (language: Language) => void): void;
};

/**
 * Follows WINDOW_LANGUAGE.
 * @param systemLocale Locale of the desktop.
 */
export function followLanguage(
  settings: Pick<SettingsStore, 'current' | 'on' | 'update'>,
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
    async choose(choice) {
      const saved = await settings.update({ WINDOW_LANGUAGE: choice });
      return saved.ok ? done : saved;
    },
    onChanged(listener) {
      listeners.push(listener);
    },
  };
}
