/** The way to the first real call, step by step. */
export { OpenSetup } from './OpenSetup';
export { SetupDialog } from './SetupDialog';
export { useFirstRun } from './useFirstRun';
