/** The figures of a call. */
export { Figures, MetricsStrip } from './MetricsStrip';
