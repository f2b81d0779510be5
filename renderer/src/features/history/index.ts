/** The record of calls. */
export { CallLink } from './CallLink';
export { EarlierCalls } from './EarlierCalls';
export { ExcerptDialog } from './exports/ExcerptDialog';
export { findCaller } from './findCaller';
export { HistoryScreen } from './HistoryScreen';
export { DeleteCallDialog } from './record/DeleteCallDialog';
export { DeleteCallerDialog } from './record/DeleteCallerDialog';
export { RecordNotes } from './record/RecordNotes';
export { TagEditor } from './record/TagEditor';
export { dayBefore, dayStart } from './search/historyFilters';
export { SaveSearchDialog } from './search/SaveSearchDialog';
export { showRecord } from './showRecord';
export { StoreBanner } from './StoreBanner';
export { useStoreHealthPolling } from './storeHealth';
