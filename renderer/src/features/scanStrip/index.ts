/** The walk through the calls, while one is under way. */
export { ScanStrip } from './ScanStrip';
