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
 * One call, from its first ring to the last released resource. What it is asked for fails as
 * CallControl says.
 */
export interface RunningCall {
  readonly id: CallId;
  readonly state: CallState;
  readonly meterId: number;
  /** Levels of this call, to be drained by the level stream. */
  readonly meter: LevelMeter;
  /** Takes an incoming call in: answers it, or lets it ring for the supervisor. */
  begin(): void;
  /**
   * Carries out what the supervisor orders; fails with `invalid-state` where it makes no sense now.
   */
  command(command: CallCommand): Promise<Result<void>>;
  /** Adds a listener to both directions of the audio; the function it gives removes it. */
  addTap(tap: FrameTap): () => void;
  openHeadset(handlers: HeadsetAudioHandlers): Result<HeadsetAudio>;
  /** Ends the call because the program ends. */
  shutDown(calls: 'fallback' | 'hangup'): Promise<void>;
}

/** What a call without an agent is made with. */
export type PlainCallOptions = Pick<
  CallSessionOptions,
  'leg' | 'meterId' | 'settings' | 'onCall' | 'onReleased' | 'log'
>;

/**
 * Finds how the call of a caller is made who did not ask for the assistant; null for one who did.
 */
export type ServiceFor = (
  caller: CallerInfo,
) => ((options: PlainCallOptions) => RunningCall) | null;
