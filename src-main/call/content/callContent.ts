/**
 * What a call is for, as a port: what happens with its caller once they are answered. A call has
 * one of three contents: the talk with an agent, the media test, a place in a conference.
 */
import type { LevelMeter } from '#main/media/audio/levelMeter';
import type { Log } from '#main/observability/log';
import type { Result } from '#main/util/result';
import type { CallCommand } from '#model/commands';
import type { EndReason } from '#model/endReasons';
import type { CallMetrics } from '#model/metrics';
import type { CallerInfo, CallLeg, Party } from '../callLeg';
import type { CallSettings } from '../callSettings';
import type { LiveCall } from '../liveCall';
import type { WayOut } from '../session/wayOut';
import type { FrameTap } from '../talk/audio/frameTaps';
import type { Talk } from '../talk/talk';

/** What a content may use of its call. The call owns it; the content closes none of it. */
export type ContentCall = {
  readonly leg: CallLeg;
  readonly liveCall: LiveCall;
  readonly settings: () => CallSettings;
  /** Aborts when the call ends. */
  readonly over: AbortSignal;
  readonly log: Log;
  /** Ends the call; its caller leaves by this way. */
  readonly end: (reason: EndReason, way: WayOut) => void;
  /**
   * The way out of a caller whom this content cannot serve; a party that has not answered is hung
   * up.
   */
  readonly fallback: () => WayOut;
  /** Sends the caller on; fails as Asterisk answers. */
  readonly transfer: (target: string) => Promise<Result<void>>;
  /** Carries out a command of `by`; fails as CallControl says. */
  readonly command: (command: CallCommand, by: string) => Promise<Result<void>>;
};

/** The content of one call. None of its functions throws. */
export interface CallContent {
  /** Null if no agent talks in the call. */
  readonly talk: Talk | null;
  readonly meter: LevelMeter;
  readonly metrics: CallMetrics;
  /** The caller rings: what takes time, and needs no answered call, may begin. */
  arrived(): void;
  /**
   * Begins before the caller is answered; they ring meanwhile, for 3 s at most. On failure the call
   * ends with `agent-unavailable`.
   */
  prepare(): Promise<Result<void>>;
  /** Begins to serve the answered caller. On success the call is live; on failure it ends. */
  connect(): Promise<Result<void>>;
  /** Whether the caller can still be served; on failure the call ends with `agent-unavailable`. */
  check(): Result<void>;
  /** The caller pressed a key. */
  digitPressed(digit: string): void;
  /** Somebody else is on the line now: a transfer by phone. */
  partyChanged(party: Party): void;
  /** Asterisk itself hears the caller talk (true), or no longer. */
  talkingChanged(talking: boolean): void;
  /** Called once a second while the call is live. */
  secondPassed(): void;
  /**
   * Adds a listener to both directions of the audio, where it passes through this program. A muted
   * caller is silent in it, as for the agent.
   */
  addTap(tap: FrameTap): () => void;
  /** As `addTap`, of the line as it is: a muted caller is heard. */
  addLineTap(tap: FrameTap): () => void;
  /** One 20 ms frame of the supervisor's microphone, 640 bytes slin16. */
  supervisorFrame(frame: Buffer): void;
  /** The call is over: nothing is said any more. Its audio stays until `close`. Idempotent. */
  end(): void;
  /** Frees everything. Idempotent. */
  close(): Promise<void>;
}

/** Makes the content of a call. */
export type CreateContent = (call: ContentCall) => CallContent;

/** Finds the content of a call that is not for the agent; null for a call with an agent. */
export type ServiceFor = (caller: CallerInfo) => CreateContent | null;
