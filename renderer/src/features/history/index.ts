/** The record of calls. */
export { DeleteCallDialog } from './DeleteCallDialog';
export { DeleteCallerDialog } from './DeleteCallerDialog';
export { HistoryScreen } from './HistoryScreen';
export { openRecord } from './historyStore';
export { StoreBanner } from './StoreBanner';
export { useStoreHealthPolling } from './storeHealth';
