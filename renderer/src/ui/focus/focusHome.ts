/** What becomes of the focus when the element that has it leaves the page. */

/** Marks the element that takes a focus that has nowhere else to go. It must be focusable. */
export const FOCUS_HOME = { 'data-focus-home': '' } as const;

let newest: Element | null = null;

document.addEventListener('focusin', ({ target }) => {
  newest = target instanceof Element ? target : null;
});

document.addEventListener('focusout', ({ relatedTarget }) => {
  const left = newest;
  // When an element is removed, it is out of the page as soon as the removal is done.
  queueMicrotask(() => {
    if (relatedTarget === null && newest === left && left?.isConnected === true) {
      newest = null;
    }
  });
});

/**
 * The element that had the focus and was taken out of the page with it, as long as nothing else got
 * it; else null.
 */
export function lostFocus(): Element | null {
  const isNowhere = document.activeElement === null || document.activeElement === document.body;
  return isNowhere && newest?.isConnected === false ? newest : null;
}

/** Gives the focus back to where it was; where that is gone, to the screen. */
export function returnFocus(before: Element | null): void {
  if (before instanceof HTMLElement && before.isConnected && before !== document.body) {
    before.focus();
  } else {
    document.querySelector<HTMLElement>('[data-focus-home]')?.focus();
  }
}
