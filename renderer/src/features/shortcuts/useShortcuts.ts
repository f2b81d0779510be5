import { useEffect } from 'react';
import { useUiStore } from '../../state/uiStore';
import { screenByKey, type ScreenName, useNavStore } from '../nav';
import { goToNextQuestion } from '../questions';
import { startScan } from '../scan';
import { onCallKey, selectedCall } from './callKeys';

/** Whether the selected call has been answered: before, it can only be answered or declined. */
function isAnswered(): boolean {
  const call = selectedCall();
  return call !== null && call.state !== 'ringing';
}

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

function focusRow(): boolean {
  const row = document.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
  row?.focus();
  return row !== null;
}

/** Hands a key to the list, which knows its own order. */
function moveInList(event: KeyboardEvent): void {
  if (focusRow()) {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: event.key, bubbles: true, cancelable: true }),
    );
  }
}

function leave(target: EventTarget | null): void {
  if (target instanceof HTMLElement && target.closest('[role="row"]') === null) {
    focusRow();
  }
}

/** Ids of what Enter and the slash lead to on each screen. */
const TARGETS: Readonly<Record<ScreenName, { readonly detail: string; readonly search: string }>> =
  {
    live: { detail: 'call-detail', search: 'call-search' },
    history: { detail: 'record-page', search: 'history-search' },
    messages: { detail: '', search: '' },
    audit: { detail: '', search: '' },
    profiles: { detail: '', search: '' },
  };

/**
 * Single keys that act on a live call or its list: only where these are in sight.
 * @returns whether the key meant something.
 */
function onLiveKey(key: string, shift: boolean): boolean {
  const ui = useUiStore.getState();
  switch (key) {
    case 'v':
      if (isAnswered()) {
        ui.set({ popover: 'voice' });
      }
      return true;
    case 'l':
      return shift ? startScan() : onCallKey(key, shift);
    case 'f':
      ui.set({ following: !ui.following });
      return true;
    case 'p':
      ui.set({ orderHeld: !ui.orderHeld });
      return true;
    case 'c':
      ui.set({ dialog: { name: 'newCall' } });
      return true;
    default:
      return onCallKey(key, shift);
  }
}

/** Single keys, outside of text fields. @returns whether the key meant something. */
function onSingleKey(event: KeyboardEvent): boolean {
  const ui = useUiStore.getState();
  const onControl =
    event.target instanceof HTMLElement &&
    event.target.closest('button, a, audio, [role="separator"]') !== null;
  const { screen } = useNavStore.getState();
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  switch (key) {
    case 'j':
    case 'k':
      moveInList(event);
      return true;
    case 'ArrowUp':
    case 'ArrowDown':
      if (event.target !== document.body) {
        return false;
      }
      moveInList(event);
      return true;
    case 'Enter':
      if (onControl) {
        return false;
      }
      document.getElementById(TARGETS[screen].detail)?.focus();
      return true;
    case '/':
      document.getElementById(TARGETS[screen].search)?.focus();
      return true;
    case 'q':
      return goToNextQuestion();
    case '?':
      ui.set({ dialog: { name: 'shortcuts' } });
      return true;
    case 'Escape':
      leave(event.target);
      return true;
    default:
      return screen === 'live' && onLiveKey(key, event.shiftKey);
  }
}

/**
 * Keys with Ctrl or Command; they work in text fields too.
 * @returns whether the key meant something.
 */
function onCommandKey(event: KeyboardEvent): boolean {
  const ui = useUiStore.getState();
  if (event.key === ',') {
    ui.set({ dialog: { name: 'settings' } });
    return true;
  }
  const screen = screenByKey(event.key);
  if (screen !== null && !event.shiftKey) {
    useNavStore.getState().show(screen);
    return true;
  }
  if (useNavStore.getState().screen !== 'live') {
    return false;
  }
  // In a text field this key deletes a word; a slip there must not end a call.
  if (event.key === 'Backspace' && !isTextField(event.target)) {
    if (isAnswered()) {
      ui.set({ popover: 'end' });
    }
    return true;
  }
  return false;
}

function onKeyDown(event: KeyboardEvent): void {
  const ui = useUiStore.getState();
  const isTaken = event.defaultPrevented || event.isComposing || event.altKey;
  if (isTaken || ui.dialog.name !== 'none' || ui.popover !== 'none') {
    return;
  }
  const meant =
    event.ctrlKey || event.metaKey
      ? onCommandKey(event)
      : (!isTextField(event.target) || event.key === 'Escape') && onSingleKey(event);
  if (meant) {
    event.preventDefault();
  }
}

/**
 * Carries out the keyboard shortcuts of the window (see shortcutTable.ts). Nothing here ends a call
 * without asking.
 */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
