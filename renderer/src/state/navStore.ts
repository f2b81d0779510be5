import { create } from 'zustand';

/** What fills the window under the status bar. */
export type ScreenName = 'live' | 'history' | 'messages' | 'audit' | 'profiles';

/** All screens in the order of the navigation: Ctrl and the place in it, from 1, leads there. */
export const SCREENS: readonly ScreenName[] = ['live', 'history', 'messages', 'audit', 'profiles'];

export type NavState = {
  readonly screen: ScreenName;
  readonly show: (screen: ScreenName) => void;
};

export const useNavStore = create<NavState>()((set) => ({
  screen: 'live',
  show: (screen) => {
    set({ screen });
  },
}));
