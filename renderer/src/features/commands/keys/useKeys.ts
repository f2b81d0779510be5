import { useEffect } from 'react';
import { useUiStore } from '#window/state/uiStore';
import { tell } from '#window/ui/toasts/toast.tsx';
import { type CommandId, COMMANDS, reasonNow, runCommand } from '../commands';
import { sceneNow } from '../scene';
import { commandByKey, useKeyChoices } from './bindings';
import { combosOf, isCharacter, isOfElements, isOfTextFields } from './combo';

/** Marks the part of the page that holds list and detail: there the keys of the screen act. */
export const KEYS_ACT_HERE = { 'data-keys-act': '' } as const;

/** What has keys of its own for everything that is typed. */
const OVERLAYS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** What has keys of its own for Enter and Space. */
const CONTROLS = 'button, a, audio, summary, [role="separator"], [role="slider"]';

function isTextField(target: Element): boolean {
  return (
    (target instanceof HTMLElement && target.isContentEditable) ||
    ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
  );
}

/** Whether something lies over the page and waits for its own keys. */
function isCovered(target: Element): boolean {
  const { dialog, popover } = useUiStore.getState();
  return dialog.name !== 'none' || popover !== 'none' || target.closest(OVERLAYS) !== null;
}

/** Whether a key that acts on the screen does so from here. */
function actsOnScreen(combo: string, target: Element): boolean {
  if (isTextField(target)) {
    return combo === 'escape';
  }
  if (target === document.body) {
    return true;
  }
  const onControl = isOfElements(combo) && target.closest(CONTROLS) !== null;
  // Arrows belong to whatever has the focus: it scrolls, or moves in itself.
  const onArrows = combo.startsWith('arrow');
  return target.closest('[data-keys-act]') !== null && !onControl && !onArrows;
}

/**
 * Where a key of a command acts; see `Command.reach`. Who types in a field does not look at the
 * call: no key there holds it, or takes it over, by mistake.
 */
function reachOf(id: CommandId, combo: string): 'screen' | 'window' | 'always' {
  const { reach, action, group } = COMMANDS[id];
  if (reach !== undefined && reach !== 'typing') {
    return reach;
  }
  if (combo.startsWith('mod+')) {
    return action === undefined || reach === 'typing' ? 'window' : 'screen';
  }
  const isFunctionKey = /^(shift\+)?f\d/.test(combo);
  return isFunctionKey && group === 'window' ? 'window' : 'screen';
}

function acts(id: CommandId, combo: string, target: Element): boolean {
  switch (reachOf(id, combo)) {
    case 'always':
      return true;
    case 'window':
      return (
        !isCovered(target) &&
        !(isTextField(target) && (isOfTextFields(combo) || isCharacter(combo)))
      );
    case 'screen':
      return !isCovered(target) && actsOnScreen(combo, target);
  }
}

/** The command that is held by a key now, and that key. */
let held: { readonly id: CommandId; readonly code: string } | null = null;

function letGo(): void {
  if (held !== null) {
    COMMANDS[held.id].release?.();
    held = null;
  }
}

function onKeyDown(event: KeyboardEvent): void {
  if (held?.code === event.code) {
    event.preventDefault();
    return;
  }
  if (event.defaultPrevented || event.isComposing) {
    return;
  }
  const target = event.target instanceof Element ? event.target : document.body;
  for (const combo of combosOf(event)) {
    const found = commandByKey(combo, useKeyChoices.getState());
    if (found !== null && acts(found.id, combo, target)) {
      press(event, found);
      return;
    }
  }
}

function press(
  event: KeyboardEvent,
  { id, at }: { readonly id: CommandId; readonly at: number },
): void {
  const scene = sceneNow();
  const lasts = COMMANDS[id].release !== undefined;
  const reason = reasonNow(id, scene);
  if (reason !== '') {
    // A key that is held to talk has another meaning on the page while nobody talks.
    if (!lasts) {
      event.preventDefault();
      // By the time of another language, there may be no reason any more.
      tell(() => reasonNow(id, scene) || reason, 'key');
    }
    return;
  }
  event.preventDefault();
  if (lasts) {
    held = { id, code: event.code };
  } else if (event.repeat && COMMANDS[id].group !== 'calls') {
    return;
  }
  runCommand(id, scene, at);
}

function onKeyUp(event: KeyboardEvent): void {
  if (held?.code === event.code) {
    // A button that has the focus would take the key for a click.
    event.preventDefault();
    letGo();
  }
}

/** Carries out the keys of the commands. Nothing here ends a call without asking. */
export function useKeys(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', onKeyUp);
    window.addEventListener('blur', letGo);
    return () => {
      letGo();
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('blur', letGo);
    };
  }, []);
}
