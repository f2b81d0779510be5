import { create } from 'zustand';
import type { QuitRequest } from '#contract/api';
import type { CallId } from '#model/call';
import type { TriedProfile } from '#model/profile';

/** Order of the call list. */
export type CallSort = 'attention' | 'longest' | 'newest';

/** The dialog on top of the window; one at a time. */
export type DialogState =
  | { readonly name: 'none' }
  | { readonly name: 'settings' }
  | { readonly name: 'shortcuts' }
  | { readonly name: 'logs' }
  | { readonly name: 'deleteCaller'; readonly callerNumber: string }
  | { readonly name: 'newCall' }
  | { readonly name: 'playAgain'; readonly callId: CallId; readonly turnId: number }
  | { readonly name: 'testCall'; readonly tried: TriedProfile }
  | { readonly name: 'transfer' | 'instruction' | 'deleteCall'; readonly callId: CallId }
  | { readonly name: 'quit'; readonly request: QuitRequest };

/** What hangs from a control of the selected call; one at a time. */
export type PopoverName = 'none' | 'voice' | 'end' | 'keypad' | 'bargeIn';

/** What the window itself remembers while it is open. */
export type UiState = {
  readonly search: string;
  readonly sort: CallSort;
  /** The order of the list is held by hand. */
  readonly orderHeld: boolean;
  readonly dialog: DialogState;
  readonly popover: PopoverName;
  /** Whether the words typed for the AI are for the caller, or for the AI alone. */
  readonly composerMode: 'say' | 'whisper';
  /** The transcript follows the newest turn. */
  readonly following: boolean;
  readonly set: (patch: Partial<Omit<UiState, 'set'>>) => void;
};

export const NO_DIALOG: DialogState = { name: 'none' };

export const useUiStore = create<UiState>()((set) => ({
  search: '',
  sort: 'attention',
  orderHeld: false,
  dialog: NO_DIALOG,
  popover: 'none',
  composerMode: 'say',
  following: true,
  set: (patch) => {
    set(patch);
  },
}));

/** Opens a dialog, in place of the one that may be open. */
export function openDialog(dialog: DialogState): void {
  useUiStore.setState({ dialog });
}

/** Closes the dialog that is open. */
export function closeDialog(): void {
  useUiStore.setState({ dialog: NO_DIALOG });
}

/**
 * Whether something hangs from its control, and how that changes. It cannot open while it is
 * blocked.
 */
export function usePopover(
  name: Exclude<PopoverName, 'none'>,
  blocked: boolean,
): { readonly open: boolean; readonly onOpenChange: (open: boolean) => void } {
  const open = useUiStore((state) => state.popover === name);
  return {
    open: open && !blocked,
    onOpenChange: (next) => {
      useUiStore.setState({ popover: next && !blocked ? name : 'none' });
    },
  };
}

/** Closes what hangs from a control. */
export function closePopover(): void {
  useUiStore.setState({ popover: 'none' });
}
