/** A recorded call is played again to another agent. */
export { PlayAgainButton } from './PlayAgainButton';
export { PlayAgainDialog } from './PlayAgainDialog';
