/** The record of calls. */
export { CallLink } from './CallLink';
export { HistoryScreen } from './HistoryScreen';
export { DeleteCallDialog } from './record/DeleteCallDialog';
export { DeleteCallerDialog } from './record/DeleteCallerDialog';
export { StoreBanner } from './StoreBanner';
export { useStoreHealthPolling } from './storeHealth';
