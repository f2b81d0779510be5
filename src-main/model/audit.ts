/**
 * What the audit says of a deed. It outlives the record of a call, so it holds neither words nor
 * whole numbers nor secrets.
 */
import type { CallId } from './call';
import type { CallCommand, CallCommandKind, OutgoingCall } from './commands';

/** What supervisors do beside the commands to calls. */
const OTHER_DEEDS = [
  'call.place',
  'call.listen',
  'application.takeOver',
  'history.read',
  'history.export',
  'history.addNote',
  'history.setTags',
  'history.deleteCaller',
  'recording.read',
  'profile.save',
  'profile.remove',
  'settings.update',
  'diagnostics.pack',
] as const;

/** What the program writes down of itself, as the actor `system`. */
const SYSTEM_DEEDS = [
  /** A crash or a full disk had interrupted `history.deleteCaller`; it is complete now. */
  'history.callerDeleted',
] as const;

/** Name of a deed, e.g. `call.end`: the same whichever door the supervisor came by. */
export type AuditAction =
  `call.${CallCommandKind}` | (typeof OTHER_DEEDS)[number] | (typeof SYSTEM_DEEDS)[number];

/** A deed before it is done. */
export type Deed = {
  readonly action: AuditAction;
  readonly callId: CallId | null;
  /** What it is done with. */
  readonly params: Readonly<Record<string, unknown>>;
};

/** A command to a call, e.g. `call.say` with the number of characters. */
export function deedOf(callId: CallId, command: CallCommand): Deed {
  return { action: `call.${command.kind}`, callId, params: paramsOf(command) };
}

/** An outgoing call. It has no id before Asterisk has taken it. */
export function deedOfOutgoingCall({ number, profileId }: OutgoingCall): Deed {
  return { action: 'call.place', callId: null, params: { number: endOf(number), profileId } };
}

/**
 * The end of a number: enough to tell which it was, too little to keep whose it is. Extensions are
 * short, and stay whole.
 */
export function endOf(number: string): string {
  return number.length <= 4 ? number : `…${number.slice(-3)}`;
}

function paramsOf(command: CallCommand): Deed['params'] {
  switch (command.kind) {
    case 'changeVoice':
      return { voice: command.voice };
    case 'say':
    case 'whisper':
    case 'changeInstruction':
      return { characters: command.text.length };
    case 'sendDtmf':
      return { keys: command.digits.length };
    case 'transfer':
    case 'consult':
      return { target: endOf(command.target) };
    case 'setBargeIn':
      return { mode: command.mode };
    case 'muteCaller':
    case 'muteAgent':
    case 'pauseAgent':
      return { on: command.on };
    default:
      return {};
  }
}
