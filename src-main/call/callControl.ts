/** What a supervisor can see and do with calls, as a port. CallManager implements it. */
import type { Result } from '#main/util/result';
import type { AgentAhead } from '#model/ahead';
import type { HandBackBrief } from '#model/brief';
import type { CallId } from '#model/call';
import type { CallCommand, OutgoingCall } from '#model/commands';
import type { ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import type { HeadsetSides, Listening } from '#model/headset';
import type { InstructionInForce } from '#model/instruction';
import type { BareTimeline, TimelinePlace } from '#model/timeline';

/** Events of a supervisor's headset. No handler may throw or block. */
export type HeadsetHandlers = {
  /**
   * 20 ms to be played, 640 bytes slin16 little-endian. The buffer is reused for the next frame.
   */
  onFrame(frame: Buffer): void;
  /**
   * Who listens from earlier on has come to what is not kept, because the recording was paused. It
   * is skipped: they are this far behind now, ms. Left out by who does not count that.
   */
  onSkip?(behindMs: number): void;
  /** The call is over, or the same supervisor has put another headset on it. Called once. */
  onClose(): void;
};

/** The supervisor's headset on one call. */
export type HeadsetAudio = {
  /** How far behind the call it began, ms: less than was asked for where less is kept. */
  readonly behindMs: number;
  /** Whether the last minute of the call is kept (`CATCH_UP_LISTENING`). */
  readonly keepsPast: boolean;
  /** The present is heard from now on. Idempotent. */
  goLive(): void;
  /** Chooses what is heard from now on. Who speaks hears the caller, whatever they chose. */
  hear(sides: HeadsetSides): void;
  /**
   * One 20 ms frame of the microphone: 640 bytes slin16 little-endian, 16 kHz. Dropped unless its
   * supervisor has taken the call over, or consults a third party.
   */
  send(frame: Buffer): void;
  /** Idempotent. */
  close(): void;
};

/**
 * Each operation that returns a Result fails with `not-found` (no such call), with `invalid-state`
 * (not possible now), or with the error of Asterisk.
 */
export interface CallControl {
  /** Everything at one revision. */
  snapshot(): ConsoleSnapshot;
  /** Follows changes, batched every 100 ms at most. The returned function stops. */
  onBatch(listener: (batch: ConsoleEventBatch) => void): () => void;
  /**
   * Carries out a command. What is possible in which state stands in model/possible.ts. `by`: who
   * acts, as the desk names them; a take-over belongs to them. Left out: this program itself.
   */
  command(callId: CallId, command: CallCommand, by?: string): Promise<Result<void>>;
  /**
   * Places an outgoing call. Resolves with the call's id once Asterisk has accepted the request;
   * the call itself shows whether the party answers.
   */
  placeCall(call: OutgoingCall): Promise<Result<CallId>>;
  /**
   * Puts a supervisor's headset on a call. They hear the call from now on, or from a little
   * earlier; the caller hears them while they have taken the call over (command `takeOver`). Any
   * number of supervisors may listen; a second headset of the same one closes their first. Fails
   * with `invalid-state` on a call without a talk to listen to (model/possible.ts). `by`: whose
   * headset it is, as for `command`.
   */
  openHeadset(
    callId: CallId,
    listening: Listening,
    handlers: HeadsetHandlers,
    by?: string,
  ): Result<HeadsetAudio>;
  /** What the agent will say that its caller has not heard; null when nothing of it waits. */
  ahead(callId: CallId): AgentAhead | null;
  /** What the agent will be told when the call is handed back. Fails while it is not taken over. */
  brief(callId: CallId): Result<HandBackBrief>;
  /** The system instruction that the agent follows now. Fails on a call without an agent. */
  instruction(callId: CallId): Result<InstructionInForce>;
  /**
   * Level columns of all calls since the last read, laid out as in model/levels.ts; null when there
   * are none. There may be only one reader.
   */
  readLevels(): ArrayBuffer | null;
  /** The levels and events of a call from a place on. Fails with `not-found`. */
  timeline(callId: CallId, from: TimelinePlace): Result<BareTimeline>;
}
