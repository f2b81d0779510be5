/**
 * The commands of a supervisor, as plain data: the same from the window, the HTTP API and a plugin.
 * possible.ts says when each is possible, rules/commandSchemas.ts how each must look.
 */
import type { BargeInMode } from './call';
import { MAX_TARGET_CHARS } from './limits';
import type { LiveModel } from './liveModels';
import type { QuestionId, ToolArguments } from './question';
import type { VoiceName } from './voices';

/** A number or extension that can be dialled: none of its signs changes a dial string's meaning. */
export const DIALLED_TARGET = new RegExp(`^[\\w+*#.-]{1,${MAX_TARGET_CHARS}}$`);

/**
 * One command to one call.
 *
 * `answer`, `decline`: a ringing call; a caller who is declined hears busy. `end`: hangs the caller
 * up. `changeVoice`: accepted at once, heard at the next quiet moment (Call.pendingVoice).
 * `changeModel`: the same with another model (LIVE_MODELS), whose session is told the talk so far.
 * `repromptAgent`: the agent says again what it said last. `reconnectAgent`: its connection is
 * replaced. `hold` / `resume`: the caller hears music, the agent waits. `muteCaller`: the agent
 * hears silence instead of the caller. `muteAgent`: the caller hears silence instead of the agent.
 * `pauseAgent`: the agent neither hears nor speaks. `say`: the agent says this text to the caller,
 * word for word. `whisper`: an instruction for the agent that the caller does not hear.
 * `changeInstruction`: replaces the system instruction for the rest of the call. `sendDtmf`: keys
 * 0-9, A-D, * and # to the caller's side. `transfer`: blind, to a target of the profile or an
 * extension. `consult`: first half of an attended transfer; `completeTransfer` connects caller and
 * target, `cancelTransfer` brings the caller back. `takeOver`: the supervisor speaks instead of the
 * agent; `handBack`: the agent goes on and learns what was said meanwhile. `answerQuestion`:
 * answers what the agent asked (Call.questions). `approveTool`: the tool that waits for approval is
 * carried out, with these arguments in place of the agent's unless they are null. `rejectTool`: it
 * is not; the agent learns the reason, which may be empty. `acknowledgeAlert`: somebody has seen
 * to it (Call.alerts). `cutAgent`: the agent stops before the rest is heard, and speaks again when
 * it is whispered something, or by itself after some silence. `holdSentence` / `releaseSentence`:
 * the caller hears silence until what the agent says goes on.
 */
export type CallCommand =
  | { readonly kind: 'answer' }
  | { readonly kind: 'decline' }
  /** `goodbye`: the agent says goodbye first, and the caller hears it. */
  | { readonly kind: 'end'; readonly goodbye?: boolean }
  | { readonly kind: 'changeVoice'; readonly voice: VoiceName }
  | { readonly kind: 'changeModel'; readonly model: LiveModel }
  | { readonly kind: 'repromptAgent' }
  | { readonly kind: 'reconnectAgent' }
  | { readonly kind: 'hold' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'muteCaller'; readonly on: boolean }
  | { readonly kind: 'muteAgent'; readonly on: boolean }
  | { readonly kind: 'pauseAgent'; readonly on: boolean }
  /** Stops the agent before the caller has heard the rest; what was queued is dropped. */
  | { readonly kind: 'cutAgent' }
  /** The agent's sentence waits; the caller hears silence until it is released, for 8 s at most. */
  | { readonly kind: 'holdSentence' }
  | { readonly kind: 'releaseSentence' }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'whisper'; readonly text: string }
  | { readonly kind: 'changeInstruction'; readonly text: string }
  | { readonly kind: 'setBargeIn'; readonly mode: BargeInMode }
  | { readonly kind: 'sendDtmf'; readonly digits: string }
  | { readonly kind: 'transfer'; readonly target: string }
  | { readonly kind: 'consult'; readonly target: string }
  | { readonly kind: 'completeTransfer' }
  | { readonly kind: 'cancelTransfer' }
  | { readonly kind: 'takeOver' }
  /**
   * `brief`: what the agent is told of the take-over; left out: what was said in it. `briefOf`:
   * what it was made of (HandBackBrief.of): what came later is told besides; left out: all so far.
   * `firstSentence`: what it says first, word for word; left out: as it finds right.
   */
  | {
      readonly kind: 'handBack';
      readonly brief?: string;
      readonly briefOf?: readonly number[];
      readonly firstSentence?: string;
    }
  | {
      readonly kind: 'answerQuestion';
      readonly questionId: QuestionId;
      readonly text: string;
    }
  | {
      readonly kind: 'approveTool';
      readonly questionId: QuestionId;
      readonly args: ToolArguments | null;
    }
  | {
      readonly kind: 'rejectTool';
      readonly questionId: QuestionId;
      readonly reason: string;
    }
  | { readonly kind: 'acknowledgeAlert'; readonly alertId: string }
  | { readonly kind: 'startRecording' }
  | { readonly kind: 'stopRecording' }
  | { readonly kind: 'pauseRecording' }
  | { readonly kind: 'resumeRecording' };

export type CallCommandKind = CallCommand['kind'];

/** The command of a kind, with its fields. */
export type CommandOf<Kind extends CallCommandKind> = Extract<CallCommand, { readonly kind: Kind }>;

export type OutgoingCall = {
  /** Fits DIALLED_TARGET: a number or an extension. Personal data. */
  readonly number: string;
  /** Profile the call runs with. */
  readonly profileId: string;
};
