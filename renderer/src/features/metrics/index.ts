/** The figures of a call. */
export { Figures } from './Figures';
export { MetricsStrip } from './MetricsStrip';
