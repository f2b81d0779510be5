/** Who works at this window. */
export { OperatorsDialog } from './OperatorsDialog';
export { SignIn } from './SignIn';
export { StationStatus } from './StationStatus';
