/** The record of calls. */
export { CallLink } from './CallLink';
export { findCaller } from './findCaller';
export { HistoryScreen } from './HistoryScreen';
export { DeleteCallDialog } from './record/DeleteCallDialog';
export { DeleteCallerDialog } from './record/DeleteCallerDialog';
export { RecordNotes } from './record/RecordNotes';
export { TagEditor } from './record/TagEditor';
export { commandText } from './recordWords';
export { dayBefore, dayStart } from './search/historyFilters';
export { showRecord } from './showRecord';
export { StoreBanner } from './StoreBanner';
export { useStoreHealthPolling } from './storeHealth';
