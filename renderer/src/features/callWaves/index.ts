/** The selected call on its time axis. */
export { showMomentOfCall, useMarks, useSamples } from './callTimeline';
export { CallWaves } from './CallWaves';
export { MARK_LOOKS } from './markLooks';
export type { TimelineMark } from './timelineMarks';
