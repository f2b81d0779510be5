/** Listening through the calls, some seconds each. */
export { startScan } from './scan';
export { ScanStrip } from './ScanStrip';
