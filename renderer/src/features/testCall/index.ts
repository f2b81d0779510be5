/** Test calls: somebody at the window speaks as the caller. */
export { TestCallDialog } from './TestCallDialog';
export { TestCallStrip } from './TestCallStrip';
