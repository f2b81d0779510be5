/** What the caller hears, and what is wrong with it. */
export { EarRow, useDiagnosis } from './EarRow';
export { useCallerEar } from './useCallerEar';
