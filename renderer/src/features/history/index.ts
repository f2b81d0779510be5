/** The record of calls. */
export { DeleteCallerDialog } from './DeleteCallerDialog';
export { HistoryScreen } from './HistoryScreen';
export { openRecord } from './historyStore';
export { StoreBanner } from './StoreBanner';
export { useStoreHealthPolling } from './storeHealth';
