import type { BargeInMode, RecordingState } from '#model/call';
import type { VoiceName } from '#model/voices';

/**
 * What the supervisor wants of a call, until they say otherwise. Asterisk keeps it with the
 * caller's channel, so that it still holds after a crash of this program. `null`: as profile and
 * settings say.
 */
export type CallWishes = {
  /** The caller hears music, and the agent waits. */
  readonly held: boolean;
  readonly callerMuted: boolean;
  readonly agentMuted: boolean;
  readonly agentPaused: boolean;
  readonly recording: RecordingState | null;
  readonly voice: VoiceName | null;
  readonly model: string | null;
  readonly instruction: string | null;
  readonly bargeIn: BargeInMode | null;
};

/** Nobody has asked for anything. */
export const NO_WISHES: CallWishes = {
  held: false,
  callerMuted: false,
  agentMuted: false,
  agentPaused: false,
  recording: null,
  voice: null,
  model: null,
  instruction: null,
  bargeIn: null,
};
