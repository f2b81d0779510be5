import { AudioChunker } from './audioChunker';
import { CallerAudioBuffer } from './buffer';
import {
  BEFORE_ONSET_MS,
  BYTES_PER_MS,
  BYTES_PER_SAMPLE,
  type CallerAudioSink,
  type CallerInput,
  type CallerInputSizes,
  MAX_REPEATED_MS,
  type UnansweredMs,
} from './input';
import { MessageSize } from './messageSize';

/**
 * Sends all of the caller's audio in chunks, with endpointing `service`. Audio is kept while no
 * session can take it. Speech that a lost session did not answer is sent to the next one again.
 */
export class CallerAudioSender implements CallerInput {
  readonly #recent: CallerAudioBuffer;
  readonly #size: MessageSize;
  readonly #chunker: AudioChunker;
  readonly #waitingBytes: number;
  readonly #unansweredMs: UnansweredMs;
  #sink: CallerAudioSink | null = null;
  #flow: 'open' | 'held' = 'open';
  #stream: 'running' | 'paused' = 'running';
  /** Bytes of the newest audio that no session has got. */
  #unsentBytes = 0;

  constructor(sizes: CallerInputSizes, unansweredMs: UnansweredMs, sessions: () => number) {
    this.#waitingBytes = sizes.bufferSamples * BYTES_PER_SAMPLE;
    this.#unansweredMs = unansweredMs;
    this.#recent = new CallerAudioBuffer(
      Math.max(this.#waitingBytes, MAX_REPEATED_MS * BYTES_PER_MS),
      () => Math.max(this.#unsentToKeep, this.#unansweredBytes()),
    );
    this.#size = new MessageSize(sizes.chunkSamples * BYTES_PER_SAMPLE, sessions);
    this.#chunker = new AudioChunker(this.#size, (chunk) => {
      this.#sink?.sendAudio(chunk);
    });
  }

  push(frame: Buffer, hasSound: boolean): void {
    this.#stream = 'running';
    this.#size.heard(frame.length, hasSound);
    this.#recent.write(frame);
    if (this.#sink === null || this.#flow === 'held') {
      this.#unsentBytes += frame.length;
    } else {
      this.#chunker.push(frame);
    }
  }

  attach(sink: CallerAudioSink): void {
    this.#sink = sink;
    this.#flow = 'open';
    this.#sendBacklog(this.#unansweredBytes());
  }

  detach(): void {
    this.#keepRest();
    this.#sink = null;
  }

  hold(): void {
    this.#keepRest();
    this.#flow = 'held';
  }

  release(): void {
    if (this.#flow === 'held') {
      this.#flow = 'open';
      this.#sendBacklog(0);
    }
  }

  speechStarts(): void {
    // The service finds turns itself, and should find this one in time.
    this.#size.speechStarts();
  }

  speechEnds(): void {
    // The service finds turns itself.
  }

  pauses(): void {
    if (this.#stream === 'paused') {
      return;
    }
    this.#stream = 'paused';
    if (this.#flow === 'open') {
      this.#endStream();
    }
  }

  /** Sends the audio that waited, and at least the newest `atLeastBytes`. */
  #sendBacklog(atLeastBytes: number): void {
    const { length } = this.#recent;
    const backlog = Math.min(length, Math.max(this.#unsentToKeep, atLeastBytes));
    this.#unsentBytes = 0;
    this.#sink?.expectBacklog(backlog);
    this.#recent.readNewest(backlog, (audio) => {
      this.#chunker.pushBacklog(audio);
    });
    if (this.#stream === 'paused' && backlog > 0) {
      this.#endStream();
    }
  }

  get #unsentToKeep(): number {
    return Math.min(this.#unsentBytes, this.#waitingBytes);
  }

  #endStream(): void {
    this.#chunker.takeRest((audio) => {
      this.#sink?.sendAudio(audio);
    });
    this.#sink?.endAudioStream();
  }

  /** An unfinished chunk was not sent. */
  #keepRest(): void {
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
