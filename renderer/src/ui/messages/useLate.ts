import { useEffect, useState } from 'react';

/** Whether it has been waited for so long, ms. What is not waited for is never late. */
export function useLate(afterMs: number, isWaiting = true): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isWaiting) {
      return undefined;
    }
    const timer = setTimeout(() => {
      setLate(true);
    }, afterMs);
    return () => {
      clearTimeout(timer);
    };
  }, [afterMs, isWaiting]);
  return isLate;
}
