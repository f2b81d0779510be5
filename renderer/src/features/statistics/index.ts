/** Figures over many calls. */
export { StatisticsScreen } from './StatisticsScreen';
