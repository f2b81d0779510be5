import { create } from 'zustand';
import type { ThemeChoice } from '#contract/requests';
import { cordboardBridge, request } from '../bridge/bridge';

/** All choices, in the order they are offered. */
export const THEME_CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark'];

const STORAGE_KEY = 'theme';

/** The chosen theme and the one in force. */
export type ThemeState = {
  readonly choice: ThemeChoice;
  readonly inForce: 'light' | 'dark';
  readonly choose: (choice: ThemeChoice) => void;
};

const lightQuery = window.matchMedia('(prefers-color-scheme: light)');

function savedChoice(): ThemeChoice {
  const saved = localStorage.getItem(STORAGE_KEY);
  return THEME_CHOICES.find((choice) => choice === saved) ?? 'system';
}

function resolve(choice: ThemeChoice): 'light' | 'dark' {
  if (choice === 'system') {
    return lightQuery.matches ? 'light' : 'dark';
  }
  return choice;
}

/** The theme of the window. Canvases subscribe to it, because a canvas does not restyle itself. */
export const useThemeStore = create<ThemeState>()((set) => ({
  choice: savedChoice(),
  inForce: resolve(savedChoice()),
  choose: (choice) => {
    localStorage.setItem(STORAGE_KEY, choice);
    set({ choice, inForce: resolve(choice) });
  },
}));

/** Tells the program, whose title bars, menus and dialogs follow. */
function tellChoice(): void {
  if (cordboardBridge() !== null) {
    void request('app:theme', { choice: useThemeStore.getState().choice });
  }
}

/** Puts the theme on the document and keeps it there; the returned function stops. */
export function startTheme(): () => void {
  const apply = (): void => {
    document.documentElement.dataset['theme'] = useThemeStore.getState().inForce;
  };
  const onSystemChange = (): void => {
    useThemeStore.setState(({ choice }) => ({ inForce: resolve(choice) }));
  };
  const onOtherWindow = ({ key }: StorageEvent): void => {
    if (key === STORAGE_KEY) {
      const choice = savedChoice();
      useThemeStore.setState({ choice, inForce: resolve(choice) });
    }
  };
  apply();
  tellChoice();
  // Subscribed first, so that the attribute is right before any canvas reads its colours.
  const unsubscribe = useThemeStore.subscribe((now, before) => {
    apply();
    if (now.choice !== before.choice) {
      tellChoice();
    }
  });
  window.addEventListener('storage', onOtherWindow);
  lightQuery.addEventListener('change', onSystemChange);
  return () => {
    unsubscribe();
    window.removeEventListener('storage', onOtherWindow);
    lightQuery.removeEventListener('change', onSystemChange);
  };
}
