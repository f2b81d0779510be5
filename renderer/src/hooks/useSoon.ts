import { useDeferredValue } from 'react';

/**
 * False in the first picture of a part of the window, and true in the one that follows at once:
 * what can wait for it does not hold up what a person looks at first.
 */
export function useSoon(): boolean {
  return useDeferredValue(true, false);
}
