/** The list of live calls. */
export { CallList } from './CallList';
export { sortCalls } from './callOrder';
