/** The caller's audio on its way to the service. */

/** Takes the caller's audio and what is to be said about it. */
export type CallerAudioSink = {
  /** A chunk of 16-bit PCM at 16 kHz; valid only during the call. */
  sendAudio(chunk: Buffer): void;
  /** So many bytes follow at once, more than a talk makes in that time. */
  expectBacklog(bytes: number): void;
  /** The caller speaks from the next audio on (manual activity detection). */
  startActivity(): void;
  /** He has finished (manual activity detection). */
  endActivity(): void;
  /** There will be no audio for a while (automatic activity detection). */
  endAudioStream(): void;
};

/** Where the frames of a call go in, whoever finds the turns. There is one sink at a time, or none. */
export interface CallerInput {
  /** One frame of the caller; the buffer may be reused after the call returns. */
  push(frame: Buffer): void;
  /** A session is there: it gets what waited and what it must hear again, then everything as it comes. */
  attach(sink: CallerAudioSink): void;
  /** The session is gone. */
  detach(): void;
  /** The session takes no audio for now; what comes is kept. */
  hold(): void;
  /** It takes audio again, and gets what was kept. */
  release(): void;
  /** The caller began to speak so many ms ago. */
  speechStarts(sinceOnsetMs: number): void;
  /** He has finished. */
  speechEnds(): void;
  /** His audio stops for a while; it goes on with the next frame. */
  pauses(): void;
}

/** How much is sent and kept. */
export type CallerInputSizes = {
  /** Samples sent at once. */
  readonly chunkSamples: number;
  /** Samples of the newest audio kept while it cannot be sent. */
  readonly bufferSamples: number;
};

/** Ms since the onset of the caller's words that nobody has answered yet; null when there are none. */
export type UnansweredMs = () => number | null;

/** Bytes of one 16-bit sample. */
export const BYTES_PER_SAMPLE = 2;

/** Bytes of one ms of 16-bit PCM at 16 kHz. */
export const BYTES_PER_MS = 16 * BYTES_PER_SAMPLE;

/** Most of the caller's unanswered words that is said again, ms: 480 KB a call. */
export const MAX_REPEATED_MS = 15_000;

/** Sent from before an onset: a detector dates it late rather than early, and a first consonant is quiet. */
export const BEFORE_ONSET_MS = 200;
