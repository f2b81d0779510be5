import { create } from 'zustand';
import type { QuitRequest } from '../../../electron/contract/api';

/** Order of the call list. */
export type CallSort = 'attention' | 'longest' | 'newest';

/** The dialog on top of the window; one at a time. */
export type DialogState =
  | { readonly name: 'none' }
  | { readonly name: 'settings' }
  | { readonly name: 'shortcuts' }
  | { readonly name: 'logs' }
  | { readonly name: 'deleteCaller'; readonly callerNumber: string }
  | { readonly name: 'quit'; readonly request: QuitRequest };

/** What the window itself remembers while it is open. */
export type UiState = {
  readonly search: string;
  readonly sort: CallSort;
  /** The order of the list is held by hand. */
  readonly orderHeld: boolean;
  readonly dialog: DialogState;
  readonly voiceMenuOpen: boolean;
  readonly endConfirmOpen: boolean;
  /** The transcript follows the newest turn. */
  readonly following: boolean;
  readonly set: (patch: Partial<Omit<UiState, 'set'>>) => void;
};

/** No dialog. */
export const NO_DIALOG: DialogState = { name: 'none' };

/** State of the window's own parts. */
export const useUiStore = create<UiState>()((set) => ({
  search: '',
  sort: 'attention',
  orderHeld: false,
  dialog: NO_DIALOG,
  voiceMenuOpen: false,
  endConfirmOpen: false,
  following: true,
  set: (patch) => {
    set(patch);
  },
}));
