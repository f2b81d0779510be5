import { useRef, useState } from 'react';
import type { Phrase } from '#model/phrases/phrase';

type Attempt =
  | { readonly state: 'idle' }
  | { readonly state: 'pending' }
  | { readonly state: 'failed'; readonly message: Phrase };

/**
 * Follows one request at a time.
 * @returns where it stands, and a function that makes it. `work` resolves with why it was refused,
 *   or with null. The function resolves with whether it was granted; while one is under way, it
 *   does nothing.
 */
export function useAttempt(): readonly [
  Attempt,
  (work: () => Promise<Phrase | null>) => Promise<boolean>,
] {
  const [attempt, setAttempt] = useState<Attempt>({ state: 'idle' });
  // Beside the state, because a second press may come before the state is drawn.
  const isRunning = useRef(false);
  const run = async (work: () => Promise<Phrase | null>): Promise<boolean> => {
    if (isRunning.current) {
      return false;
    }
    isRunning.current = true;
    setAttempt({ state: 'pending' });
    const refusal = await work();
    isRunning.current = false;
    setAttempt(refusal === null ? { state: 'idle' } : { state: 'failed', message: refusal });
    return refusal === null;
  };
  return [attempt, run];
}
