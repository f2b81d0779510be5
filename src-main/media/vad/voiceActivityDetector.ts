/**
 * The port of voice activity detection. An engine may decide later (some run in a worker thread),
 * so results come as events, not as return values.
 */

/** Events of a detector. No handler may throw or block. */
export interface VadHandlers {
  /**
   * The caller has begun to speak. `onsetMs`: estimated first moment of the speech, on the clock of
   * `push`.
   */
  onSpeechStart(onsetMs: number): void;
  /**
   * The caller has stopped. `endMs`: estimated last moment of the speech, on the clock of `push`.
   */
  onSpeechEnd(endMs: number): void;
}

/** One detector for one call. */
export interface VoiceActivityDetector {
  readonly speaking: boolean;
  /**
   * One 20 ms frame (640 bytes slin16), the RMS of its samples, 0..32768, and its time of arrival,
   * monotonic ms. The buffer may be reused after the call. `echoFloor`: RMS up to which the frame
   * may be the echo of what the caller hears; 0 when they hear nothing.
   */
  push(frame: Buffer, rms: number, atMs: number, echoFloor: number): void;
  /** Frees its resources. Idempotent. */
  close(): void;
}

/** Settings of a detector, read at every frame, so that a change takes effect at once. */
export type VadSettings = {
  /**
   * VAD_ENERGY_THRESHOLD: lowest RMS of the 16-bit samples of a frame that counts as speech,
   * 1..32767 (engine energy).
   */
  readonly energyThreshold: number;
  /** VAD_ADAPTIVE_NOISE_FLOOR: the threshold rises with the noise of the line (engine energy). */
  readonly adaptiveNoiseFloor: boolean;
  /**
   * VAD_SILERO_THRESHOLD: lowest probability of a frame that counts as speech, 0..1 (engine
   * silero).
   */
  readonly sileroThreshold: number;
  /** VAD_SPEECH_THRESHOLD: uninterrupted speech that makes a beginning. */
  readonly speechMs: number;
  /** VAD_SILENCE_THRESHOLD: uninterrupted silence that makes an end. */
  readonly silenceMs: number;
};

/** How well an engine that decides later keeps up with the calls. */
export type VadLoad = {
  /** Longest time from the end of a piece of audio to its verdict in the last seconds, ms. */
  readonly lagMs: number;
  /** Pieces of audio without a verdict, because there was no time for them; only grows. */
  readonly droppedHops: number;
  /** Whether it does not keep up, and has not done so again for some seconds. */
  readonly isBehind: boolean;
};

/** Makes the detectors of one engine. */
export type VadEngine = {
  readonly name: string;
  /**
   * What it finds: `sound` that is loud enough, or `speech`, which it tells from noise and music.
   */
  readonly finds: 'sound' | 'speech';
  /** `settings` is called at every frame and must be cheap. */
  createDetector(settings: () => VadSettings, handlers: VadHandlers): VoiceActivityDetector;
};
