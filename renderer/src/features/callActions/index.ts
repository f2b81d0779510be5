/** What can be done to a call: by hand, in dialogs, and by the keyboard. */
export { ActionBar } from './ActionBar';
export { CallStrips } from './CallStrips';
export { ControlPanel } from './ControlPanel';
export { followRefusals } from './followRefusals';
export { HandBackDialog } from './HandBackDialog';
export { InstructionDialog } from './InstructionDialog';
export { sayWithUndo } from './sayWithUndo';
export { TakeOverDialog } from './TakeOverDialog';
export { TransferDialog } from './TransferDialog';
export { useControls } from './useControls';
