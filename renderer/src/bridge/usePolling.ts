import { useEffect } from 'react';

/**
 * Asks now and then for as long as the component is there, the first time at once.
 * @param ask Always the same function.
 * @param everyMs Time from one question to the next, ms.
 */
export function usePolling(ask: () => Promise<void>, everyMs: number): void {
  useEffect(() => {
    void ask();
    const timer = setInterval(() => void ask(), everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [ask, everyMs]);
}
