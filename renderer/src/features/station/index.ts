/** Who works at this window. */
export { ChangePinDialog } from './ChangePinDialog';
export { OperatorsDialog } from './OperatorsDialog';
export { SignIn } from './SignIn';
export { StationStatus } from './StationStatus';
