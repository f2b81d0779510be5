/** The form of a command: what a supervisor can do in the window by button, key or menu. */
import type { Call } from '#model/call';
import type { CallActionKind } from '#model/possible';
import type { RoleAction } from '#model/roles';
import type { ScreenName } from '../../state/navStore';
import type { ControlFacts } from './actions/controlReasons';

/** The groups of the shortcut sheet, the palette and the native menu, in their order. */
export const COMMAND_GROUPS = ['calls', 'call', 'headset', 'window'] as const;

export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** The parts of a call that commands decide by and show. */
export type CallFacts = {
  /** The supervisor's own headset is on it. */
  readonly isHeard: boolean;
} & ControlFacts;

/** What commands are about: the call they act on, and where the supervisor is. */
export type Scene = {
  /** The selected call, or the one whose button it is; null when there is none. */
  readonly call: CallFacts | null;
  readonly linkLost: boolean;
  readonly screen: ScreenName;
};

export type Command = {
  readonly group: CommandGroup;
  /** What it does, in the state the call is in; `null`: in general. */
  readonly label: (call: CallFacts | null) => string;
  /** Its usual keys, each of which does it; see keys/combo.ts for how they are written. */
  readonly keys: readonly string[];
  /**
   * Where its keys act. `screen`: the focus is in the list or the detail, or nowhere. `window`:
   * also elsewhere, but not in menus and dialogs. `over`: in these too, unless the focus is in one
   * of their controls. `always`: anywhere. Left out, a key that is typed
   * acts on the screen, and one with Ctrl or Command in the window, unless it asks an action of the
   * call; a function key only if the command is one of the window. `typing`: as if left out, but
   * one with Ctrl or Command acts in the window, for it cannot wait until words are typed.
   */
  readonly reach?: 'screen' | 'window' | 'over' | 'always' | 'typing';
  /**
   * Set for what there is only while something is under way, such as a walk through the calls: its
   * keys come before the same keys of other commands then, and do nothing at any other time.
   */
  readonly during?: () => boolean;
  /**
   * Why it makes no sense now, in words; empty when it does.
   * @param at As that of `run`.
   */
  readonly when: (scene: Scene, at: number) => string;
  /** @param at Place of the key in `keys`; 0 when it was no key. */
  readonly run: (scene: Scene, at: number) => void;
  /** Set for what lasts while its key is held: ends it. */
  readonly release?: () => void;
  /** What it does beside actions of a call, by its name in the audit: the role must allow it. */
  readonly needs?: RoleAction;
  /** The action it asks of the call, by its name in the audit. */
  readonly action?: (call: CallFacts) => CallActionKind;
  /** Whether what it switches is on; left out for what is not switched. */
  readonly isOn?: (call: CallFacts) => boolean;
};

/** Facts of a call without the rest, which changes many times a second. */
export function factsOf(call: Call, isHeard: boolean): CallFacts {
  return {
    id: call.id,
    isHeard,
    state: call.state,
    hasAgent: call.hasAgent,
    heldBy: call.heldBy,
    callerMuted: call.callerMuted,
    agentMuted: call.agentMuted,
    agentState: call.agentState,
    agentPaused: call.agentPaused,
    sentenceHeld: call.sentenceHeld,
    floor: call.floor,
    speaker: call.speaker,
    model: call.model,
    agentLink: call.agentLink,
    recording: call.recording,
    consultation: call.consultation,
    bargeIn: call.bargeIn,
  };
}
