/**
 * A call as its manager knows it: with an agent (callSession.ts) or without
 * (services/plainCall.ts).
 */
import type { LevelMeter } from '#main/media/audio/levelMeter';
import type { Result } from '#main/util/result';
import type { CallId, CallState } from '#model/call';
import type { CallCommand } from '#model/commands';
import type { HeadsetAudio, HeadsetAudioHandlers } from './callControl';
import type { CallerInfo } from './callLeg';
import type { CallSessionOptions } from './session/callSessionOptions';
import type { FrameTap } from './talk/audioPath';

/**
 * One call, from its first ring to the last released resource. Its operations fail as those of
 * CallControl do.
 */
export interface RunningCall {
  readonly id: CallId;
  readonly state: CallState;
  readonly meterId: number;
  /** Levels of this call, to be drained by the level stream. */
  readonly meter: LevelMeter;
  /** Accepts an incoming call: answers it, or lets it ring for the supervisor. */
  begin(): void;
  command(command: CallCommand): Promise<Result<void>>;
  /**
   * Adds a listener to both directions of the audio; the returned function removes the listener.
   */
  addTap(tap: FrameTap): () => void;
  openHeadset(handlers: HeadsetAudioHandlers): Result<HeadsetAudio>;
  /** Ends the call because the program ends. */
  shutDown(calls: 'fallback' | 'hangup'): Promise<void>;
}

export type PlainCallOptions = Pick<
  CallSessionOptions,
  'leg' | 'meterId' | 'settings' | 'onCall' | 'onReleased' | 'log'
>;

/** Finds the factory for a call that is not for the agent; null for a call with an agent. */
export type ServiceFor = (
  caller: CallerInfo,
) => ((options: PlainCallOptions) => RunningCall) | null;
