/**
 * The port between a call's frames and a connection: what a way of sending the caller's audio must
 * do.
 */

/** A connection, as the destination of the caller's audio. */
export type CallerAudioSink = {
  /** Sends a chunk of 16-bit PCM at 16 kHz, valid only until this returns. */
  sendAudio(chunk: Buffer): void;
  /** `bytes` of audio follow at once, faster than real time. */
  expectBacklog(bytes: number): void;
  /** The next audio is speech (endpointing `local`). */
  startActivity(): void;
  /** The caller has finished speaking (endpointing `local`). */
  endActivity(): void;
  /** No audio comes for a while (endpointing `service`). */
  endAudioStream(): void;
};

/**
 * Takes the frames of a call and sends them to one sink at a time, or keeps them while there is
 * none.
 */
export interface CallerInput {
  /** Takes one frame, whose buffer may be reused afterwards. `hasSound`: see VoiceAgent. */
  push(frame: Buffer, hasSound: boolean): void;
  /**
   * A session is ready: it gets the audio that waited or is unanswered, then what comes, in
   * messages of the size that MessageSize says.
   */
  attach(sink: CallerAudioSink): void;
  detach(): void;
  /** The session takes no audio for now. What comes is kept. */
  hold(): void;
  /** The session takes audio again and gets what was kept. */
  release(): void;
  /** The caller began to speak `sinceOnsetMs` ago. */
  speechStarts(sinceOnsetMs: number): void;
  /** The caller has finished speaking. */
  speechEnds(): void;
  /** The caller's audio stops until the next frame. */
  pauses(): void;
}

export type CallerInputSizes = {
  /** Fewest samples sent at once. */
  readonly chunkSamples: number;
  /** Samples of the newest audio kept while it cannot be sent. */
  readonly bufferSamples: number;
};

/** See VoiceAgentOptions. */
export type UnansweredMs = () => number | null;

/** Bytes of one 16-bit sample. */
export const BYTES_PER_SAMPLE = 2;

/** Bytes of one ms of 16-bit PCM at 16 kHz. */
export const BYTES_PER_MS = 16 * BYTES_PER_SAMPLE;

/** Most unanswered speech that is sent again, ms. It takes up to 480 KB a call. */
export const MAX_REPEATED_MS = 15_000;

/**
 * Audio sent from before an onset, ms: detectors are late rather than early, and a first consonant
 * is quiet.
 */
export const BEFORE_ONSET_MS = 200;
