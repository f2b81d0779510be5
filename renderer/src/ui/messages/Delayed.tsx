import type { ReactNode } from 'react';
import { useLate } from './useLate';

/** Loading shorter than this shows nothing, ms: a flash is worse than a wait. */
const DELAY_MS = 300;

/**
 * Shows what stands in for something that is loading, once that takes long enough to be noticed.
 */
export function Delayed({ children }: { readonly children: ReactNode }) {
  return useLate(DELAY_MS) ? children : null;
}
