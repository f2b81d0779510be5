/** The record of calls. */
export { CallLink } from './CallLink';
export { DeleteCallDialog } from './DeleteCallDialog';
export { DeleteCallerDialog } from './DeleteCallerDialog';
export { findCaller } from './findCaller';
export { HistoryScreen } from './HistoryScreen';
export { StoreBanner } from './StoreBanner';
export { useStoreHealthPolling } from './storeHealth';
