import { type RefObject, type UIEvent, useEffect, useLayoutEffect, useRef } from 'react';

/** So close to its end a list counts as being there, CSS pixels. */
const END_SLACK = 24;

/**
 * Keeps the end of a growing list in view. Only scrolling by wheel, bar or keys changes whether the
 * end is followed; growing text does not.
 * @param onFollow Called with false when the reader goes up, with true when they reach the end.
 */
export function useFollowEnd(
  content: unknown,
  following: boolean,
  onFollow: (following: boolean) => void,
): {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
} {
  const ref = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (following && element !== null) {
      element.scrollTop = element.scrollHeight;
    }
  }, [content, following]);
  useEffect(() => {
    const element = ref.current;
    if (!following || element === null) {
      return undefined;
    }
    // What is below the list may take room from it, while nothing in it changes.
    const observer = new ResizeObserver(() => {
      element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [following]);
  const onScroll = ({ currentTarget: element }: UIEvent<HTMLElement>): void => {
    const atEnd = element.scrollHeight - element.clientHeight - element.scrollTop <= END_SLACK;
    const wentUp = element.scrollTop < lastTop.current - 1;
    lastTop.current = element.scrollTop;
    if ((atEnd || wentUp) && atEnd !== following) {
      onFollow(atEnd);
    }
  };
  return { ref, onScroll };
}
