/** Rehearsals: simulated callers of a profile. */
export { RehearsalDialog } from './RehearsalDialog';
