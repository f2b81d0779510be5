/**
 * The port of voice activity detection. An engine decides on its own time (some in a worker thread), so results come as
 * events, not as return values.
 */

/** What a detector tells its user; none of them may throw or block. */
export interface VadHandlers {
  /** The caller has begun to speak. `onsetMs`: estimated first moment of the speech, on the clock of `push`. */
  onSpeechStart(onsetMs: number): void;
  /** The caller has stopped. `endMs`: estimated last moment of the speech, on the clock of `push`. */
  onSpeechEnd(endMs: number): void;
}

/** One detector for one call. */
export interface VoiceActivityDetector {
  readonly speaking: boolean;
  /**
   * One 20 ms frame (640 bytes slin16) and its time of arrival, monotonic ms. The buffer may be reused after the call.
   * `echoFloor`: RMS up to which the frame may be the echo of what the caller hears; 0 when he hears nothing.
   */
  push(frame: Buffer, atMs: number, echoFloor: number): void;
  /** Frees what it holds. Idempotent. */
  close(): void;
}

/** Names of the engines. */
export type VadEngineName = 'energy';
