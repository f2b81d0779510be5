import { startTransition, useEffect, useLayoutEffect, useReducer, useRef } from 'react';

/**
 * Reads what is kept outside React and changes by itself. Other than with `useSyncExternalStore`,
 * whoever makes a change says how urgent it is: one that is made within `startTransition` is
 * rendered in slices of 5 ms, and a key or a click is answered between two of them. In return,
 * parts of the window may show a change some milliseconds apart.
 * @param subscribe Has to be the same function as long as it is about the same.
 * @param read Gives the same value, by `Object.is`, until something has changed.
 */
export function useExternal<T>(subscribe: (onChange: () => void) => () => void, read: () => T): T {
  const value = read();
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  const shown = useRef({ read, value });
  useLayoutEffect(() => {
    shown.current = { read, value };
    // What was rendered in slices may be out of date by now.
    if (!Object.is(read(), value)) {
      startTransition(renderAgain);
    }
  });
  useEffect(() => {
    const look = (): void => {
      if (!Object.is(shown.current.read(), shown.current.value)) {
        renderAgain();
      }
    };
    const unsubscribe = subscribe(look);
    // It may have changed between the rendering and now.
    look();
    return unsubscribe;
  }, [subscribe]);
  return value;
}
