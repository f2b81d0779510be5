import { AudioChunker } from './audioChunker';
import { CallerAudioBuffer } from './callerAudioBuffer';

/** Takes chunks of 16-bit PCM at 16 kHz; each is valid only during the call. */
export type ChunkSink = { sendAudio(chunk: Buffer): void };

const BYTES_PER_SAMPLE = 2;

/**
 * The caller's audio on its way to the service: collected into chunks, and kept while there is nobody to send it to. No frame
 * allocates anything here.
 */
export class CallerAudioSender {
  readonly #buffer: CallerAudioBuffer;
  readonly #chunker: AudioChunker;
  #sink: ChunkSink | null = null;

  /**
   * @param chunkSamples Samples sent at once.
   * @param bufferSamples Samples of the newest audio kept while there is no sink.
   */
  constructor(chunkSamples: number, bufferSamples: number) {
    this.#buffer = new CallerAudioBuffer(bufferSamples * BYTES_PER_SAMPLE);
    this.#chunker = new AudioChunker(chunkSamples * BYTES_PER_SAMPLE, (chunk) => {
      this.#sink?.sendAudio(chunk);
    });
  }

  /** Bytes lost because the buffer was full. */
  get droppedBytes(): number {
    return this.#buffer.droppedBytes;
  }

  /** One frame of the caller. */
  push(frame: Buffer): void {
    if (this.#sink === null) {
      this.#buffer.write(frame);
    } else {
      this.#chunker.push(frame);
    }
  }

  /** Sends what was kept, then everything as it comes. */
  attach(sink: ChunkSink): void {
    this.#sink = sink;
    this.#buffer.drain((audio) => {
      this.#chunker.push(audio);
    });
  }

  /** Keeps audio from now on, also what waited for its chunk to be full. */
  detach(): void {
    this.#sink = null;
    this.#chunker.takeRest((audio) => {
      this.#buffer.write(audio);
    });
  }
}
