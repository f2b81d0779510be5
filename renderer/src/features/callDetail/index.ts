/** Everything about the selected call. */
export { CallDetail } from './CallDetail';
