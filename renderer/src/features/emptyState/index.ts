/** What stands in place of a call when none is open. */
export { EmptyState } from './EmptyState';
