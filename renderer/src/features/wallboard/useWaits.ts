import { create } from 'zustand';
import { timedRequest } from '../../bridge/timedRequest';
import { usePolling } from '../../bridge/usePolling';
import { useCallsStore } from '../../state/callsStore';

const EVERY_MS = 15_000;
const HOUR_MS = 3_600_000;

const useWaitStore = create<{ readonly p95Ms: number | null }>()(() => ({ p95Ms: null }));

async function ask(): Promise<void> {
  const to = Date.now();
  const isDemo = useCallsStore.getState().health?.mode === 'demo';
  const query = { from: to - HOUR_MS, to, ...(isDemo ? { trials: true } : {}) };
  const answer = await timedRequest('statistics:read', { query });
  if (answer.ok) {
    useWaitStore.setState({ p95Ms: answer.value.total.waitP95Ms });
  }
}

/** How long callers waited for the AI in the last hour, ms: in 95 of 100 calls not longer. */
export function useWaits(): number | null {
  usePolling(ask, EVERY_MS);
  return useWaitStore((state) => state.p95Ms);
}
