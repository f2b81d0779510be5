import { type FocusEvent, useLayoutEffect, useRef } from 'react';

/**
 * For a part that is about one thing and then about another, and keeps its elements: a focus in it
 * goes to the whole of it. A key that was meant for a button of the first thing must not press that
 * of the second. The element has to be focusable.
 * @param about By `Object.is`, what the part is about.
 */
export function useFocusHandOver(about: unknown) {
  const ref = useRef<HTMLElement>(null);
  const isInside = useRef(false);
  useLayoutEffect(() => {
    if (isInside.current) {
      ref.current?.focus();
    }
  }, [about]);
  return {
    ref,
    onFocus: () => {
      isInside.current = true;
    },
    // React tells nothing of an element that it removes: its focus is still one in the part.
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
      isInside.current = currentTarget.contains(relatedTarget);
    },
  };
}
