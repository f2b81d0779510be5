import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

/** The turn with this id on the page. */
function turnIn(list: HTMLElement | null, id: number | null): Element | null {
  return id === null ? null : (list?.querySelector(`[data-turn-id="${id}"]`) ?? null);
}

/** Brings a turn into view whenever it is another one. */
export function useTurnInView(list: RefObject<HTMLElement | null>, id: number | null): void {
  useLayoutEffect(() => {
    turnIn(list.current, id)?.scrollIntoView({ block: 'center' });
  }, [list, id]);
}

function isInView(turn: Element, scroller: Element): boolean {
  const { top, bottom } = turn.getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  return bottom > view.top && top < view.bottom;
}

/**
 * Keeps the turn that is played in view, until the reader scrolls it out of view; from there on it
 * is left to them, until they scroll back to it or ask for it.
 */
export function useFollowPlayed(
  list: RefObject<HTMLElement | null>,
  id: number | null,
): { readonly following: boolean; readonly follow: () => void } {
  const [following, setFollowing] = useState(true);
  // Before the browser tells of any scrolling: the turn that has just begun may be out of view.
  useLayoutEffect(() => {
    if (following) {
      turnIn(list.current, id)?.scrollIntoView({ block: 'nearest' });
    }
  }, [list, id, following]);
  useEffect(() => {
    const onScroll = ({ target }: Event): void => {
      const turn = turnIn(list.current, id);
      if (turn !== null && target instanceof Element && target.contains(turn)) {
        setFollowing(isInView(turn, target));
      }
    };
    // Which part of the page scrolls depends on the room there is, and scrolling does not bubble.
    document.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => {
      document.removeEventListener('scroll', onScroll, { capture: true });
    };
  }, [list, id]);
  return {
    following,
    follow: () => {
      setFollowing(true);
    },
  };
}
