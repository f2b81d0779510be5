/** What a supervisor (window, HTTP API) can see and do. The pipeline implements it; nobody outside needs more. */
import type { CallId } from '../model/call';
import type { ConsoleEventBatch, ConsoleSnapshot } from '../model/events';
import type { VoiceName } from '../model/voices';
import type { Result } from '../util/result';

/** Every operation fails with `not-found` (no such call) or `invalid-state` (makes no sense now), or as Asterisk answers. */
export interface CallControl {
  /** Everything at one revision. */
  snapshot(): ConsoleSnapshot;
  /** Follows changes, batched every 50 ms at most. The returned function stops. */
  onBatch(listener: (batch: ConsoleEventBatch) => void): () => void;
  /** Answers a ringing call. */
  answerCall(callId: CallId): Promise<Result<void>>;
  /** Refuses a ringing call: the caller hears busy. */
  declineCall(callId: CallId): Promise<Result<void>>;
  /** Hangs the caller up. */
  endCall(callId: CallId): Promise<Result<void>>;
  /** Asks for another voice. Succeeds when the request is accepted; the change itself shows in Call.voice / pendingVoice / notices. */
  changeVoice(callId: CallId, voice: VoiceName): Promise<Result<void>>;
  /**
   * Columns of all calls since the last read, laid out as in model/levels.ts; null when there is nothing new. One reader only.
   */
  readLevels(): ArrayBuffer | null;
}
