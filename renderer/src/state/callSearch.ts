import { create } from 'zustand';
import type { CallId } from '#model/call';
import { focusOn } from './focusPlaces';

/** The search in a call. */
type CallSearch = {
  /** The call that is searched; null while none is. */
  readonly callId: CallId | null;
  readonly query: string;
  /** Place of the hit that is shown, from 0. */
  readonly index: number;
};

const CLOSED: CallSearch = { callId: null, query: '', index: 0 };

export const useCallSearch = create<CallSearch>()(() => CLOSED);

/** What had the focus before the search was opened. */
let before: Element | null = null;

/** Opens the search in a call; once it is open, leads the focus there. */
export function openCallSearch(callId: CallId): void {
  if (useCallSearch.getState().callId === callId) {
    focusOn('callSearch');
    return;
  }
  before = document.activeElement;
  useCallSearch.setState({ ...CLOSED, callId });
}

/** Another call was selected: its transcript is not searched. */
export function dropCallSearch(): void {
  useCallSearch.setState(CLOSED);
}

/** Closes the search; the focus goes back to where it was. */
export function closeCallSearch(): void {
  dropCallSearch();
  if (before instanceof HTMLElement && before.isConnected && before !== document.body) {
    before.focus();
  } else {
    focusOn('detail');
  }
  before = null;
}
