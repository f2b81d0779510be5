/** The list of live calls. */
export { CallList } from './CallList';
