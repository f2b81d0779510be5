import { type RefObject, useLayoutEffect, useRef } from 'react';
import { lostFocus } from '../focus/focusHome';
import { ariaRowIndex } from './VirtualRow';

/**
 * When the row that has the focus leaves the list, the row that comes into its place gets it; the
 * list itself when it was the last.
 * @param ids All rows, from top to bottom.
 */
export function useRowFocusKept(
  list: RefObject<HTMLElement | null>,
  ids: readonly string[],
  isHeading: (id: string) => boolean,
): void {
  const drawn = useRef<{
    readonly elements: ReadonlySet<Element>;
    readonly ids: readonly string[];
  }>({
    elements: new Set(),
    ids,
  });
  useLayoutEffect(() => {
    const before = drawn.current;
    const rows = list.current?.querySelectorAll('[role="row"]') ?? [];
    drawn.current = { elements: new Set(rows), ids };
    const row = lostFocus()?.closest('[role="row"]') ?? null;
    if (row === null || !before.elements.has(row)) {
      return;
    }
    const place = Number(row.getAttribute('aria-rowindex')) - ariaRowIndex(0);
    const next = nearest(ids, place, isHeading);
    const target = list.current?.querySelector<HTMLElement>(
      `[aria-rowindex="${ariaRowIndex(next)}"]`,
    );
    (target ?? list.current)?.focus({ preventScroll: true });
  });
}

/** The row at a place or the nearest above or below it; -1 when there is none. */
function nearest(
  ids: readonly string[],
  place: number,
  isHeading: (id: string) => boolean,
): number {
  const isRow = (id: string): boolean => !isHeading(id);
  const below = ids.findIndex((id, index) => index >= place && isRow(id));
  return below >= 0 ? below : ids.findLastIndex(isRow);
}
