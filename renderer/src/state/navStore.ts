import { create } from 'zustand';

/** All screens in the order of the navigation: Ctrl and the place in it, from 1, leads there. */
export const SCREENS = [
  ...(['live', 'history', 'messages', 'audit', 'profiles'] as const),
  'statistics',
] as const;

/** A screen that the navigation leads to. */
export type NavScreen = (typeof SCREENS)[number];

/** What fills the window under the status bar; the wallboard fills all of it. */
export type ScreenName = NavScreen | 'wallboard';

/** The screen that the address of a window names, as that of a window of its own does. */
export function screenOfAddress(search: string): ScreenName {
  const named = new URLSearchParams(search).get('screen');
  return named === 'wallboard' ? named : (SCREENS.find((screen) => screen === named) ?? 'live');
}

export type NavState = {
  readonly screen: ScreenName;
  readonly show: (screen: ScreenName) => void;
};

export const useNavStore = create<NavState>()((set) => ({
  screen: screenOfAddress(window.location.search),
  show: (screen) => {
    set({ screen });
  },
}));
