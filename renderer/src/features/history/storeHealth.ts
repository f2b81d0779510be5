import { create } from 'zustand';
import type { StoreHealth } from '#model/history';
import { timedRequest } from '../../bridge/timedRequest';
import { usePolling } from '../../bridge/usePolling';

/** How often the state of the record is asked for, ms. */
const POLL_MS = 5000;

/** State of the record of calls; null before it is known. */
export const useStoreHealth = create<{
  readonly health: StoreHealth | null;
  /** Message of the state that the supervisor has dismissed. */
  readonly dismissed: string;
}>()(() => ({ health: null, dismissed: '' }));

async function ask(): Promise<void> {
  const answer = await timedRequest('history:health', null, POLL_MS);
  // A lost link has a banner of its own; the last known state of the record stays.
  if (answer.ok) {
    useStoreHealth.setState({ health: answer.value });
  }
}

/** Keeps the state of the record up to date while the window is open. */
export function useStoreHealthPolling(): void {
  usePolling(ask, POLL_MS);
}
