import { create } from 'zustand';

/** What fills the window under the status bar. */
export type ScreenName = 'live' | 'history' | 'messages' | 'audit' | 'profiles';

/** All screens in the order of the navigation: Ctrl and the place in it, from 1, leads there. */
export const SCREENS: readonly ScreenName[] = ['live', 'history', 'messages', 'audit', 'profiles'];

export type NavState = {
  readonly screen: ScreenName;
  readonly show: (screen: ScreenName) => void;
};

/** The screen that the address of this window names, as that of a window of its own does. */
function screenOfWindow(): ScreenName | null {
  const named = new URLSearchParams(window.location.search).get('screen');
  return SCREENS.find((screen) => screen === named) ?? null;
}

export const useNavStore = create<NavState>()((set) => ({
  screen: screenOfWindow() ?? 'live',
  show: (screen) => {
    set({ screen });
  },
}));
