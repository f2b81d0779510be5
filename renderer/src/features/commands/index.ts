/** What can be done in the window: one table for buttons, keys, palette and native menu. */
export { consult, takeOver } from './actions/controlActions';
export { reasonAgainst } from './actions/controlReasons';
export { leaveEverything } from './actions/leaveEverything';
export { applyRemedy, isPossible, remedyReason } from './actions/remedies';
export { type CallFacts, type CommandGroup } from './command';
export { CommandButton } from './CommandButton';
export {
  COMMAND_IDS,
  type CommandId,
  COMMANDS,
  commandsByGroup,
  reasonNow,
  runCommand,
} from './commands';
export {
  chooseKey,
  chooseKeys,
  chosenKeys,
  holderOf,
  KEY_PROFILES,
  keysOf,
  mayHave,
  removeKeys,
  useFirstKey,
  useKeyChoices,
} from './keys/bindings';
export { combosOf, comboText, keysOfCombo, withKey } from './keys/combo';
export { KEYS_ACT_HERE, useKeys } from './keys/useKeys';
export { followNativeMenu } from './nativeMenu';
export { followPanicKey } from './panicKey';
export { sceneNow, useScene } from './scene';
export { useCommand } from './useCommand';
