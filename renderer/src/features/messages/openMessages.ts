import { timedRequest } from '../../bridge/timedRequest';
import { usePolling } from '../../bridge/usePolling';
import { useMessagesStore } from './messagesStore';

/** How often the open messages are counted, ms. */
const COUNT_EVERY_MS = 10_000;

async function count(): Promise<void> {
  const query = { state: 'open', limit: 1 } as const;
  const answer = await timedRequest('messages:list', { query }, COUNT_EVERY_MS);
  // The last known number stays where the record cannot be read: the store banner says so.
  if (answer.ok) {
    useMessagesStore.setState({ open: answer.value.open });
  }
}

/** Number of open messages, counted while the window is open; 0 until it is known. */
export function useOpenMessages(): number {
  usePolling(count, COUNT_EVERY_MS);
  return useMessagesStore(({ open }) => open ?? 0);
}
