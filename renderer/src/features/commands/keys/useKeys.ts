import { useEffect } from 'react';
import { useUiStore } from '#window/state/uiStore';
import type { Command } from '../command';
import { type CommandId, COMMANDS, reasonNow, runCommand } from '../commands';
import { sceneNow } from '../scene';
import { tellReason } from '../tellReason';
import { commandsByKey, type KeyedCommand, useKeyChoices } from './bindings';
import { combosOf, isCharacter, isOfElements, isOfTextFields } from './combo';

/** Marks the part of the page that holds list and detail: there the keys of the screen act. */
export const KEYS_ACT_HERE = { 'data-keys-act': '' } as const;

/** What has keys of its own for everything that is typed. */
const OVERLAYS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** What has keys of its own for Enter, Space and arrows. */
const CONTROLS = 'button, a, audio, summary, [role="separator"], [role="slider"]';

/** The same in menus and lists that lie over the page. */
const ENTRIES = '[role^="menuitem"], [role="option"]';

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
  // Up and down belong to whatever has the focus: it scrolls, or moves in itself.
  const scrolls = combo === 'arrowup' || combo === 'arrowdown';
  return target.closest('[data-keys-act]') !== null && !onControl && !scrolls;
}

/**
 * Where a key of a command acts; see `Command.reach`. Who types in a field does not look at the
 * call: no key there holds it, or takes it over, by mistake.
 */
function reachOf(id: CommandId, combo: string): Exclude<NonNullable<Command['reach']>, 'typing'> {
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

/** Whether a key belongs to the field that has the focus. */
function isTyped(combo: string, target: Element): boolean {
  return isTextField(target) && (isOfTextFields(combo) || isCharacter(combo));
}

const isControl = (target: Element): boolean => target.closest(`${CONTROLS}, ${ENTRIES}`) !== null;

function acts(id: CommandId, combo: string, target: Element): boolean {
  switch (reachOf(id, combo)) {
    case 'always':
      return true;
    case 'over':
      return !isTyped(combo, target) && !(isCovered(target) && isControl(target));
    case 'window':
      return !isTyped(combo, target) && !isCovered(target);
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
    const found = commandsByKey(combo, useKeyChoices.getState()).find(({ id }) =>
      acts(id, combo, target),
    );
    if (found !== undefined) {
      press(event, found);
      return;
    }
  }
}

function press(event: KeyboardEvent, { id, at }: KeyedCommand): void {
  const scene = sceneNow();
  const lasts = COMMANDS[id].release !== undefined;
  if (reasonNow(id, scene, at) !== '') {
    // A key that is held to talk has another meaning on the page while nobody talks.
    if (!lasts) {
      // A field has the key that would act there, too, as long as it does not.
      if (COMMANDS[id].reach !== 'always') {
        event.preventDefault();
      }
      tellReason(id, scene, at);
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
