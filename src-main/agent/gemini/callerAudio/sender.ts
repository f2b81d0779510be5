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

/**
 * All of the caller's audio, for a service that finds his turns itself: collected into chunks, and kept while there is nobody to
 * send it to. What he said and was not answered is said again to the next session: the one that was left took it with it.
 */
export class CallerAudioSender implements CallerInput {
  readonly #recent: CallerAudioBuffer;
  readonly #chunker: AudioChunker;
  readonly #waitingBytes: number;
  readonly #unansweredMs: UnansweredMs;
  #sink: CallerAudioSink | null = null;
  #flow: 'open' | 'held' = 'open';
  #stream: 'running' | 'paused' = 'running';
  /** Bytes that came and were sent to nobody. */
  #unsentBytes = 0;
  #droppedBytes = 0;

  constructor(sizes: CallerInputSizes, unansweredMs: UnansweredMs) {
    this.#waitingBytes = sizes.bufferSamples * BYTES_PER_SAMPLE;
    this.#unansweredMs = unansweredMs;
    this.#recent = new CallerAudioBuffer(
      Math.max(this.#waitingBytes, MAX_REPEATED_MS * BYTES_PER_MS),
    );
    this.#chunker = new AudioChunker(sizes.chunkSamples * BYTES_PER_SAMPLE, (chunk) => {
      this.#sink?.sendAudio(chunk);
    });
  }

  /** Bytes that no session got because too many waited. */
  get droppedBytes(): number {
    return this.#droppedBytes;
  }

  push(frame: Buffer): void {
    this.#stream = 'running';
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
    // The service hears for itself.
  }

  speechEnds(): void {
    // The service hears for itself.
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

  /** Sends what waited, or more of the newest if that is more than waited. */
  #sendBacklog(atLeastBytes: number): void {
    const { length } = this.#recent;
    const waiting = Math.min(this.#unsentBytes, this.#waitingBytes);
    const backlog = Math.min(length, Math.max(waiting, atLeastBytes));
    this.#droppedBytes += Math.max(0, this.#unsentBytes - backlog);
    this.#unsentBytes = 0;
    this.#sink?.expectBacklog(backlog);
    this.#recent.readNewest(backlog, (audio) => {
      this.#chunker.push(audio);
    });
    if (this.#stream === 'paused' && backlog > 0) {
      this.#endStream();
    }
  }

  #endStream(): void {
    this.#chunker.takeRest((audio) => {
      this.#sink?.sendAudio(audio);
    });
    this.#sink?.endAudioStream();
  }

  /** What waits for its chunk to be full was sent to nobody. */
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
