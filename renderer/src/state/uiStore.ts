import { useEffect } from 'react';
import { create } from 'zustand';
import type { CallId } from '#model/call';
import { DEFAULT_PROFILE_ID, type TriedProfile } from '#model/profile';
import type { NamedQuery } from '#model/savedSearches';

/** Order of the call list. */
export type CallSort = 'attention' | 'longest' | 'newest' | 'silence' | 'caller' | 'profile';

/** The dialog on top of the window; one at a time. */
export type DialogState =
  | { readonly name: 'none' }
  /** `show`: name of the setting that is looked for. */
  | { readonly name: 'settings'; readonly show?: string }
  | { readonly name: 'alertRules' | 'setup' | 'shortcuts' | 'palette' }
  | { readonly name: 'logs' }
  | { readonly name: 'operators' | 'changePin' | 'about' }
  | { readonly name: 'deleteCaller'; readonly callerNumber: string }
  | { readonly name: 'newCall' }
  | {
      readonly name:
        | 'transfer'
        | 'instruction'
        | 'audition'
        | 'takeOver'
        | 'handBack'
        | 'deleteCall'
        | 'excerpt';
      readonly callId: CallId;
    }
  | { readonly name: 'saveSearch'; readonly id: number | null; readonly search: NamedQuery }
  | { readonly name: 'rehearsal'; readonly profileId: string; readonly tried: TriedProfile }
  | { readonly name: 'profileVersions'; readonly profileId: string }
  | { readonly name: 'playAgain'; readonly callId: CallId; readonly turnId: number }
  | { readonly name: 'testCall'; readonly tried: TriedProfile };

/** What hangs from a control of the selected call or of the status bar; one at a time. */
export type PopoverName = 'none' | 'voice' | 'end' | 'more' | 'keypad' | 'bargeIn' | 'alertSound';

/** What the window itself remembers while it is open. */
export type UiState = {
  readonly search: string;
  readonly sort: CallSort;
  /** The order of the list is held by hand. */
  readonly orderHeld: boolean;
  readonly dialog: DialogState;
  readonly popover: PopoverName;
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
 * What hangs from a control is closed as soon as that is blocked or gone: nothing may be open
 * that nobody sees, nor open by itself later on.
 */
export function useClosedWithControl(name: PopoverName, blocked: boolean): void {
  const open = useUiStore((state) => state.popover === name);
  useEffect(() => {
    if (open && blocked) {
      closePopover();
    }
  }, [open, blocked]);
  useEffect(
    () => () => {
      if (useUiStore.getState().popover === name) {
        closePopover();
      }
    },
    [name],
  );
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
  useClosedWithControl(name, blocked);
  return {
    open: open && !blocked,
    onOpenChange: (next) => {
      useUiStore.setState({ popover: next && !blocked ? name : 'none' });
    },
  };
}

/** Opens what hangs from a control. */
export function openPopover(popover: PopoverName): void {
  useUiStore.setState({ popover });
}

/** Closes what hangs from a control. */
export function closePopover(): void {
  useUiStore.setState({ popover: 'none' });
}

/** Opens the test call of the profile that every number without its own has. */
export function openTestCall(): void {
  openDialog({ name: 'testCall', tried: { kind: 'saved', profileId: DEFAULT_PROFILE_ID } });
}
