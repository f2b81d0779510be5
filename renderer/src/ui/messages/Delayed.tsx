import { type ReactNode, useEffect, useState } from 'react';

/** Loading shorter than this shows nothing, ms: a flash is worse than a wait. */
const DELAY_MS = 300;

/**
 * Shows what stands in for something that is loading, once that takes long enough to be noticed.
 */
export function Delayed({ children }: { readonly children: ReactNode }) {
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setVisible(true);
    }, DELAY_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return visible ? children : null;
}
