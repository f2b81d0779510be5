import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import type { CallId } from '#model/call';
import { Tile, type TileProps } from '../../ui/buttons/Tile';
import type { CommandId } from './commands';
import { useCommand } from './useCommand';

/**
 * A command of a call as a tile. What hangs from it, such as a menu, may take its place in opening:
 * then it is a trigger, and `onClick` comes from there.
 */
export function CommandButton(
  props: {
    readonly id: CommandId;
    readonly callId: CallId;
    readonly icon: LucideIcon;
  } & Pick<TileProps, 'tone'> &
    Omit<
      ComponentPropsWithRef<'button'>,
      'id' | 'title' | 'type' | 'disabled' | 'children' | 'className'
    >,
) {
  const { id, callId, icon, ...rest } = props;
  const { run, ...view } = useCommand(id, callId);
  return <Tile icon={icon} data-command={id} onClick={run} {...view} {...rest} />;
}
