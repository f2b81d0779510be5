/**
 * What a supervisor (window, HTTP API) can see and do. The pipeline implements it; nobody outside
 * needs more.
 */
import type { Result } from '#main/util/result';
import type { CallId } from '#model/call';
import type { CallCommand, OutgoingCall } from '#model/commands';
import type { ConsoleEventBatch, ConsoleSnapshot } from '#model/events';

/** What the supervisor's headset is told; none of them may throw or block. */
export type HeadsetAudioHandlers = {
  /**
   * 20 ms of the call, 640 bytes slin16 little-endian each; `heard` is what the caller hears, null
   * for silence. The buffers are valid only during the call of the handler.
   */
  onFrame(caller: Buffer, heard: Buffer | null): void;
  /** The call is over, or its audio was closed. Called once. */
  onClose(): void;
};

/** The supervisor's headset on one call. */
export type HeadsetAudio = {
  /**
   * One 20 ms frame of the microphone: 640 bytes slin16 little-endian, 16 kHz. Dropped while the
   * call is not taken over.
   */
  send(frame: Buffer): void;
  /** Idempotent. */
  close(): void;
};

/**
 * Every operation fails with `not-found` (no such call) or `invalid-state` (makes no sense now), or
 * as Asterisk answers.
 */
export interface CallControl {
  /** Everything at one revision. */
  snapshot(): ConsoleSnapshot;
  /** Follows changes, batched every 50 ms at most. The returned function stops. */
  onBatch(listener: (batch: ConsoleEventBatch) => void): () => void;
  /**
   * Carries out what the supervisor orders. Fails with `not-found` where there is no such call,
   * `invalid-state` where it makes no sense now (model/possible.ts), or as Asterisk answers.
   */
  command(callId: CallId, command: CallCommand): Promise<Result<void>>;
  /**
   * Calls somebody. Resolves with the call's id once Asterisk has taken it; what becomes of it
   * shows in the call.
   */
  placeCall(call: OutgoingCall): Promise<Result<CallId>>;
  /**
   * Opens the supervisor's ear and mouth on a call: both sides are heard from now on, and what he
   * says reaches the caller while the call is taken over (action `takeOver`). One at a time for
   * each call; a second one fails with `invalid-state`.
   */
  openHeadset(callId: CallId, handlers: HeadsetAudioHandlers): Result<HeadsetAudio>;
  /**
   * Columns of all calls since the last read, laid out as in model/levels.ts; null when there is
   * nothing new. One reader only.
   */
  readLevels(): ArrayBuffer | null;
}
