/** Where keys and commands lead the focus: each place offers itself while it is on the screen. */
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** `list` and `detail`: of the screen that is shown. `composer`: the words for the AI. */
export type FocusPlace = 'list' | 'detail' | 'search' | 'callSearch' | 'composer' | 'notes';

/** A place. `move` goes to another row by the name of a key, and takes the focus with it. */
export type FocusTarget = { focus(): void; move?(key: 'ArrowDown' | 'ArrowUp'): void };

const places = new Map<FocusPlace, RefObject<FocusTarget | null>>();

/** The place that gets the focus as soon as it is on the screen; null: none. */
let awaited: FocusPlace | null = null;

/** The place that is on the screen now; null when there is none. */
export function placeNow(place: FocusPlace): FocusTarget | null {
  return places.get(place)?.current ?? null;
}

/** Leads the focus to a place. Nothing happens where there is no such place. */
export function focusOn(place: FocusPlace): void {
  placeNow(place)?.focus();
}

/** The same once a place is on the screen that is not there yet, or is that of another one. */
export function focusOnArrival(place: FocusPlace): void {
  awaited = place;
}

/** Offers an element, or a handle, as a place for as long as the component is there. */
export function useFocusPlace(place: FocusPlace, target: RefObject<FocusTarget | null>): void {
  useEffect(() => {
    places.set(place, target);
    return () => {
      if (places.get(place) === target) {
        places.delete(place);
      }
    };
  }, [place, target]);
  // Each time: the element may come later than the component.
  useEffect(() => {
    if (awaited === place && target.current !== null) {
      awaited = null;
      target.current.focus();
    }
  });
}

/**
 * For something that may go while it has the focus: the focus goes to the detail then, and not
 * astray.
 */
export function useFocusKept<Item extends HTMLElement>(): RefObject<Item | null> {
  const place = useRef<Item>(null);
  useLayoutEffect(() => {
    const item = place.current;
    return () => {
      if (item?.contains(document.activeElement) === true) {
        focusOn('detail');
      }
    };
  }, []);
  return place;
}
