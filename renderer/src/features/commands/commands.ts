import { roleReason } from '../../state/stationStore';
import { type Command, COMMAND_GROUPS, type CommandGroup, type Scene } from './command';
import { callCommands } from './groups/callCommands';
import { headsetCommands } from './groups/headsetCommands';
import { listCommands } from './groups/listCommands';
import { scanCommands } from './groups/scanCommands';
import { windowCommands } from './groups/windowCommands';
import { sceneNow } from './scene';

const TABLE = {
  ...listCommands,
  ...scanCommands,
  ...callCommands,
  ...headsetCommands,
  ...windowCommands,
} as const;

/** Name of a command. Keys that were chosen for it are kept under it. */
export type CommandId = keyof typeof TABLE;

/**
 * Everything that can be done in the window by a button, a key, the palette or the native menu. All
 * of them read it here.
 */
export const COMMANDS: Readonly<Record<CommandId, Command>> = TABLE;

/** All names, in the order in which they are shown. */
export const COMMAND_IDS = Object.keys(TABLE) as readonly CommandId[];

export function isCommandId(text: string): text is CommandId {
  return Object.hasOwn(TABLE, text);
}

/** The commands by group. */
export function commandsByGroup(): readonly {
  readonly group: CommandGroup;
  readonly ids: readonly CommandId[];
}[] {
  return COMMAND_GROUPS.map((group) => ({
    group,
    ids: COMMAND_IDS.filter((id) => COMMANDS[id].group === group),
  }));
}

/**
 * Why a command cannot be carried out now; empty when it can. Every way to a command asks here, so
 * that it is refused everywhere or nowhere.
 */
export function reasonNow(id: CommandId, scene: Scene, at = 0): string {
  const { when, needs } = COMMANDS[id];
  return when(scene, at) || (needs === undefined ? '' : roleReason(needs));
}

/**
 * Carries a command out, if it makes sense.
 * @param at Place of the key that was pressed among those of the command.
 */
export function runCommand(id: CommandId, scene: Scene = sceneNow(), at = 0): void {
  if (reasonNow(id, scene, at) === '') {
    COMMANDS[id].run(scene, at);
  }
}
