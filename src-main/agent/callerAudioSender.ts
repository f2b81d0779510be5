import { CALL_SAMPLE_RATE_HZ } from '../model/audio';
import { AudioChunker } from './audioChunker';
import { CallerAudioBuffer } from './callerAudioBuffer';

/** Takes chunks of 16-bit PCM at 16 kHz; each is valid only during the call. */
export type ChunkSink = {
  sendAudio(chunk: Buffer): void;
  /** So many bytes follow at once, more than a talk makes in that time. */
  expectBacklog(bytes: number): void;
};

const BYTES_PER_SAMPLE = 2;
const BYTES_PER_MS = (CALL_SAMPLE_RATE_HZ / 1_000) * BYTES_PER_SAMPLE;

/** Most of the caller's unanswered words that is said again, ms: 480 KB a call. */
const MAX_REPEATED_MS = 15_000;

/** Sent again before an onset: a detector dates it late rather than early, and a first consonant is quiet. */
const BEFORE_ONSET_MS = 200;

/**
 * The caller's audio on its way to the service: collected into chunks, and kept while there is nobody to send it to. What he
 * said and was not answered is said again to the next session: the one that was left took it with it. No frame allocates
 * anything here.
 */
export class CallerAudioSender {
  readonly #recent: CallerAudioBuffer;
  readonly #chunker: AudioChunker;
  readonly #waitingBytes: number;
  readonly #unansweredMs: () => number | null;
  #sink: ChunkSink | null = null;
  /** Bytes that came and were sent to nobody. */
  #unsentBytes = 0;
  #droppedBytes = 0;

  /**
   * @param chunkSamples Samples sent at once.
   * @param bufferSamples Samples of the newest audio kept while there is no sink.
   * @param unansweredMs Ms since the onset of the caller's words that nobody has answered yet; null when there are none.
   */
  constructor(chunkSamples: number, bufferSamples: number, unansweredMs: () => number | null) {
    this.#waitingBytes = bufferSamples * BYTES_PER_SAMPLE;
    this.#unansweredMs = unansweredMs;
    this.#recent = new CallerAudioBuffer(
      Math.max(this.#waitingBytes, MAX_REPEATED_MS * BYTES_PER_MS),
    );
    this.#chunker = new AudioChunker(chunkSamples * BYTES_PER_SAMPLE, (chunk) => {
      this.#sink?.sendAudio(chunk);
    });
  }

  /** Bytes that no session got because too many waited. */
  get droppedBytes(): number {
    return this.#droppedBytes;
  }

  /** One frame of the caller. */
  push(frame: Buffer): void {
    this.#recent.write(frame);
    if (this.#sink === null) {
      this.#unsentBytes += frame.length;
    } else {
      this.#chunker.push(frame);
    }
  }

  /** Sends what waited, and before it what the caller said and was not answered; then everything as it comes. */
  attach(sink: ChunkSink): void {
    const waiting = Math.min(this.#unsentBytes, this.#waitingBytes);
    const backlog = Math.min(this.#recent.length, Math.max(waiting, this.#unansweredBytes()));
    this.#droppedBytes += Math.max(0, this.#unsentBytes - backlog);
    this.#unsentBytes = 0;
    this.#sink = sink;
    sink.expectBacklog(backlog);
    this.#recent.readNewest(backlog, (audio) => {
      this.#chunker.push(audio);
    });
  }

  /** Keeps audio from now on, also what waited for its chunk to be full. */
  detach(): void {
    this.#sink = null;
    this.#chunker.takeRest((audio) => {
      this.#unsentBytes += audio.length;
    });
  }

  #unansweredBytes(): number {
    const sinceMs = this.#unansweredMs();
    return sinceMs === null
      ? 0
      : Math.min(MAX_REPEATED_MS, Math.ceil(sinceMs) + BEFORE_ONSET_MS) * BYTES_PER_MS;
  }
}
