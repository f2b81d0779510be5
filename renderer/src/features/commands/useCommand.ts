import type { CallId } from '#model/call';
import { useCallRequests } from '../../state/callRequests';
import { type CommandId, COMMANDS, reasonNow, runCommand } from './commands';
import { useFirstKey } from './keys/bindings';
import { comboText } from './keys/combo';
import { useScene } from './scene';

/** A command as a button of a call shows it. */
export type CommandView = {
  readonly label: string;
  /** The key that does the same, in words; empty for none. */
  readonly shortcut: string;
  /** Why it makes no sense now; empty when it does. */
  readonly reason: string;
  /** It is under way. */
  readonly pending: boolean;
  /** Whether what it switches is on; left out for what is not switched. */
  readonly pressed?: boolean;
  readonly run: () => void;
};

/** A command for the buttons of a call. */
export function useCommand(id: CommandId, callId: CallId): CommandView {
  const scene = useScene(callId);
  const key = useFirstKey(id);
  const { label, action, isOn } = COMMANDS[id];
  const { call } = scene;
  const kind = call === null || action === undefined ? undefined : action(call);
  const pending = useCallRequests(({ byCall }) =>
    (byCall[callId]?.pending ?? []).some((each) => each.kind === kind),
  );
  return {
    label: label(call),
    shortcut: key === null ? '' : comboText(key),
    reason: reasonNow(id, scene),
    pending,
    ...(isOn === undefined || call === null ? {} : { pressed: isOn(call) }),
    run: () => {
      runCommand(id, scene);
    },
  };
}
