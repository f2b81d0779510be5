import type { MouseEventHandler } from 'react';

const swallow: MouseEventHandler = (event) => {
  event.preventDefault();
};

/**
 * The part of a button's props that decides whether it acts. A blocked button keeps its focus and
 * its place in the order of Tab, so that its reason can be read, and submits no form. A native
 * `disabled` drops the focus, and the next key press acts on the page.
 */
export function blocking(
  isBlocked: boolean,
  onClick: MouseEventHandler<HTMLButtonElement> | undefined,
) {
  return { 'aria-disabled': isBlocked, onClick: isBlocked ? swallow : onClick };
}
