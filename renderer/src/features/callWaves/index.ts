/** The selected call on its time axis. */
export { showMomentOfCall, useCallEvents } from './callTimeline';
export { CallWaves } from './CallWaves';
export { MARK_LOOKS } from './markLooks';
