/** What a supervisor can do to a running call, as plain data: the same from the window, the HTTP API and a plugin. */
import type { BargeInMode } from './call';

/**
 * One action on one call. Each is refused with `invalid-state` where it makes no sense, in words that say why.
 *
 * `hold` / `resume`: the caller hears music, the agent waits. `muteCaller`: the agent hears silence instead of the caller.
 * `muteAgent`: the caller hears silence instead of the agent. `pauseAgent`: the agent neither hears nor speaks. `say`: the agent
 * says this text to the caller, word for word. `whisper`: an instruction for the agent that the caller does not hear.
 * `changeInstruction`: replaces the system instruction for the rest of the call. `sendDtmf`: keys 0-9, A-D, * and # to the caller's
 * side. `transfer`: blind, to a target of the profile or an extension. `consult`: attended transfer, first half; `completeTransfer`
 * connects caller and target, `cancelTransfer` brings the caller back. `takeOver`: the supervisor speaks instead of the agent;
 * `handBack`: the agent goes on and is told what was said meanwhile.
 */
export type SupervisorAction =
  | { readonly kind: 'hold' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'muteCaller'; readonly on: boolean }
  | { readonly kind: 'muteAgent'; readonly on: boolean }
  | { readonly kind: 'pauseAgent'; readonly on: boolean }
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
  | { readonly kind: 'handBack' }
  | { readonly kind: 'startRecording' }
  | { readonly kind: 'stopRecording' }
  | { readonly kind: 'pauseRecording' }
  | { readonly kind: 'resumeRecording' };

/** Name of an action. */
export type SupervisorActionKind = SupervisorAction['kind'];

/** An outgoing call. */
export type OutgoingCall = {
  /** Whom to call: a number or extension, 1 to 40 of digits, letters, + * # . _ and -. Personal data. */
  readonly number: string;
  /** Profile the call runs with. */
  readonly profileId: string;
};
