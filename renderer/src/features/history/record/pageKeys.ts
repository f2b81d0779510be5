import type { KeyboardEvent } from 'react';
import type { Mark } from '../player/marks';
import { goToMark } from '../player/PlayerControls';
import { move, togglePlaying } from '../player/playerStore';
import { STEP_MS } from '../player/RecordingPlayer';
import { goToHit } from './hitStore';

/** What is typed or chosen in: every key is its own. */
const FIELDS = 'input:not([type="checkbox"]), textarea, select, [contenteditable]';

/** What else has some of the keys of the page for itself. */
const OWNERS: Readonly<Record<string, string>> = {
  ' ': 'button, a, summary, input',
  ArrowLeft: '[role="tab"], [role="slider"], [role="separator"]',
  ArrowRight: '[role="tab"], [role="slider"], [role="separator"]',
};

const PAGE_KEYS: Readonly<Record<string, (marks: readonly Mark[]) => void>> = {
  ' ': togglePlaying,
  ArrowLeft: () => {
    move(-STEP_MS);
  },
  ArrowRight: () => {
    move(STEP_MS);
  },
  ',': (marks) => {
    goToMark(marks, -1);
  },
  '.': (marks) => {
    goToMark(marks, 1);
  },
  '[': () => {
    goToHit(-1);
  },
  ']': () => {
    goToHit(1);
  },
};

/** Whether what has the focus does something of its own with the key. */
function isTaken({ target, currentTarget, key, defaultPrevented }: KeyboardEvent): boolean {
  return (
    defaultPrevented ||
    !(target instanceof Element) ||
    // React brings the keys of a menu here too, though it lies over the page.
    !currentTarget.contains(target) ||
    target.closest(FIELDS) !== null ||
    (key in OWNERS && target.closest(OWNERS[key] ?? '') !== null)
  );
}

/**
 * Keys of the page of a call, wherever in it the focus is. The commands of the window leave a key
 * alone that was handled here.
 */
export function onPageKey(event: KeyboardEvent, marks: readonly Mark[]): void {
  const { key, ctrlKey, metaKey, altKey } = event;
  const run = ctrlKey || metaKey || altKey || isTaken(event) ? undefined : PAGE_KEYS[key];
  if (run !== undefined) {
    event.preventDefault();
    run(marks);
  }
}
