/** What can be done to a call: by hand, in dialogs, and by the keyboard. */
export { ActionBar } from './ActionBar';
export { COMPOSER_FIELD_ID } from './Composer';
export {
  handBack,
  switchOf,
  toggleHold,
  toggleListening,
  togglePausedRecording,
  toggleRecording,
  toggleTakeOver,
} from './controlActions';
export { reasonAgainst } from './controlReasons';
export { InstructionDialog } from './InstructionDialog';
export { TransferDialog } from './TransferDialog';
export { useControls } from './useControls';
