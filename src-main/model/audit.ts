/**
 * What the audit says of a deed. It outlives the record of a call, so it holds neither words nor
 * whole numbers nor secrets.
 */
import type { CallId } from './call';
import type { CallCommand, CallCommandKind, OutgoingCall } from './commands';
import type { Nudge } from './nudge';
import { type Phrase, withTexts, wordsOf } from './phrases/phrase';

/** Name of a deed, e.g. `call.end`: the same whichever door the supervisor came by. */
export type AuditAction =
  | `call.${CallCommandKind}`
  | 'call.place'
  | 'call.listen'
  /** Somebody at the desk called as the caller, to try a profile. */
  | 'call.test'
  /** The caller's recorded audio was played to another agent. */
  | 'call.replay'
  /** A rule of the profile showed its reason on the call. */
  | 'call.notice'
  /** What was said so far in a call that is going on. */
  | 'call.read'
  /** All calls, with what is said in them, as it happens. */
  | 'calls.follow'
  /** A supervisor walked through the calls and heard each of them for some seconds. */
  | 'calls.scan'
  | 'application.takeOver'
  | 'history.search'
  | 'history.read'
  | 'history.export'
  | 'history.saveSearch'
  | 'history.removeSearch'
  | 'history.addNote'
  | 'history.setTags'
  | 'history.redoSummary'
  | 'history.deleteCaller'
  | 'history.deleteCall'
  | 'recording.read'
  | 'statistics.export'
  | 'audit.export'
  /** The messages that callers left. */
  | 'messages.read'
  /** A message was seen to, or opened again. */
  | 'message.mark'
  | 'profile.save'
  | 'profile.remove'
  /** Went back to an earlier version. */
  | 'profile.restore'
  | 'profile.tryLookUp'
  | 'profile.tryTool'
  /** A simulated caller talked with the profile. */
  | 'profile.rehearse'
  | 'profile.saveScenarios'
  /** A voice spoke a text, to be heard before it is chosen. */
  | 'voice.sample'
  | 'alertRules.save'
  /** Rules were tried on the recorded calls. */
  | 'alertRules.try'
  | 'settings.update'
  /** The connections that a group of settings is for were tried. */
  | 'settings.test'
  | 'settings.export'
  | 'program.restart'
  /** Somebody ended the program although calls were live. */
  | 'program.quit'
  /** Somebody signed in at the window, or typed a wrong PIN. */
  | 'operator.signIn'
  | 'operator.lock'
  /** Somebody changed their own PIN, or could not. */
  | 'operator.changePin'
  /** Somebody's role does not allow what they asked for. */
  | 'operator.refused'
  | 'operator.save'
  | 'operator.remove'
  | 'diagnostics.pack'
  | 'webhooks.send'
  /** The program itself completed a deletion that a crash had interrupted. */
  | 'history.callerDeleted';

/** Most digits that are kept of a number. */
const MAX_DIGITS = 3;

/** What somebody does. */
export type Deed = {
  readonly action: AuditAction;
  readonly callId: CallId | null;
  /** What it is done with. */
  readonly params: Readonly<Record<string, unknown>>;
};

/** What is written on a call, beside what is done to it. */
const WRITTEN_ON_CALLS: readonly AuditAction[] = ['history.addNote', 'history.setTags'];

/** Whether a deed is done to a call, or written on it; reading it is neither. */
export function isActOnCall({ action }: Pick<Deed, 'action'>): boolean {
  return (
    (action.startsWith('call.') && action !== 'call.read') || WRITTEN_ON_CALLS.includes(action)
  );
}

/** A command to a call, e.g. `call.say` with the number of characters. */
export function deedOf(callId: CallId, command: CallCommand): Deed {
  return { action: `call.${command.kind}`, callId, params: paramsOf(command) };
}

/** An outgoing call. `callId` is null when Asterisk has not taken it. */
export function deedOfOutgoingCall(
  { number, profileId }: OutgoingCall,
  callId: CallId | null,
): Deed {
  return { action: 'call.place', callId, params: { number: endOf(number), profileId } };
}

/** What a rule of the profile does, with the command that it gives; null if it gives none. */
export function deedOfNudge(
  callId: CallId,
  { severity, watch }: Nudge,
  command: CallCommand | null,
): Deed {
  const given = command === null ? { severity } : paramsOf(command);
  return { action: `call.${command?.kind ?? 'notice'}`, callId, params: { ...given, watch } };
}

/**
 * What came of a deed that failed: the kind of the failure and its words. Text params become `…`,
 * because they may quote a number, or something that a person wrote.
 */
export function failureText(kind: string, said: Phrase): string {
  return `${kind}: ${wordsOf(withTexts(said, () => '…'))}`;
}

/**
 * The last digits of a number: enough to recognise it, too few to keep it. At most half of its
 * digits, because an extension may be a caller's whole number.
 */
export function endOf(number: string): string {
  const digits = number.replaceAll(/\D/g, '');
  return `…${digits.slice(digits.length - Math.min(MAX_DIGITS, Math.floor(digits.length / 2)))}`;
}

function paramsOf(command: CallCommand): Deed['params'] {
  switch (command.kind) {
    case 'end':
      return command.goodbye === undefined ? {} : { goodbye: command.goodbye };
    case 'changeVoice':
      return { voice: command.voice };
    case 'changeModel':
      return { model: command.model };
    case 'say':
    case 'whisper':
    case 'changeInstruction':
      return { characters: command.text.length };
    case 'handBack':
      return {
        ...(command.brief === undefined ? {} : { characters: command.brief.length }),
        ...(command.firstSentence === undefined
          ? {}
          : { firstSentence: command.firstSentence.length }),
      };
    case 'answerQuestion':
      return { questionId: command.questionId, characters: command.text.length };
    case 'approveTool':
      return { questionId: command.questionId, changed: command.args !== null };
    case 'rejectTool':
      return { questionId: command.questionId, characters: command.reason.length };
    case 'acknowledgeAlert':
      // What stands behind the sign may quote a rule.
      return { alert: command.alertId.split(':', 1)[0] };
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
