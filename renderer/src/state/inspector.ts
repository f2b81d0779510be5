import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { focusOn, placeNow } from './focusPlaces';

/** The pages of the inspector. */
export const INSPECTOR_TABS = [
  'controls',
  'voice',
  'metrics',
  'notes',
  'events',
  'questions',
] as const;

/** See INSPECTOR_TABS. */
export type InspectorTab = (typeof INSPECTOR_TABS)[number];

type InspectorStore = {
  readonly tab: InspectorTab;
  /** It stands beside the call, where there is room for it. */
  readonly open: boolean;
  /** It lies over the call, where there is none. */
  readonly drawn: boolean;
  /** The focus is to go to the notes once they are read. */
  readonly notesWanted: boolean;
};

/** Which page is shown, and whether the inspector is: kept by this window, except over a call. */
export const useInspector = create<InspectorStore>()(
  persist(
    (): InspectorStore => ({ tab: 'controls', open: true, drawn: false, notesWanted: false }),
    {
      name: 'inspector',
      partialize: ({ tab, open }) => ({ tab, open }),
    },
  ),
);

/** Least width of a window that has room for three panes, CSS pixels. */
const WIDE = window.matchMedia('(width >= 1180px)');

/** Least width of a window that has room for a whole list beside a call, CSS pixels. */
const ROOMY = window.matchMedia('(width >= 860px)');

/** Whether the window is as wide as a query says. */
function useMatch(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (onChange) => {
      query.addEventListener('change', onChange);
      return () => {
        query.removeEventListener('change', onChange);
      };
    },
    () => query.matches,
  );
}

/** Whether the inspector stands beside the call; else it is a drawer over it. */
export const useWide = (): boolean => useMatch(WIDE);

/** Whether the list has its usual width; else it is as narrow as can be. */
export const useRoomy = (): boolean => useMatch(ROOMY);

function setShown(shown: boolean): void {
  useInspector.setState(WIDE.matches ? { open: shown } : { drawn: shown });
}

/** Opens the inspector on a page. */
export function showInspector(tab: InspectorTab): void {
  useInspector.setState({ tab });
  setShown(true);
}

/** Opens the notes of the selected call, and leads the focus there as soon as they are read. */
export function goToNotes(): void {
  showInspector('notes');
  if (placeNow('notes') === null) {
    useInspector.setState({ notesWanted: true });
  } else {
    focusOn('notes');
  }
}

/** The notes are there: whoever was to be led to them is. */
export function notesShown(): void {
  if (useInspector.getState().notesWanted) {
    useInspector.setState({ notesWanted: false });
    focusOn('notes');
  }
}

export function toggleInspector(): void {
  const { open, drawn } = useInspector.getState();
  setShown(!(WIDE.matches ? open : drawn));
}
