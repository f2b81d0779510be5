/**
 * The playing side of Asterisk's chan_websocket without Asterisk: its queue rules on whatever clock
 * calls `tick`, and a record of what the caller hears. Also a MediaTransport, so that a
 * PlayoutQueue can play into it.
 *
 * Rules (Asterisk source, channels/chan_websocket.c): one frame leaves the queue per 20 ms tick, an
 * empty queue plays silence; what does not fill a frame is dropped; a message that comes while 1000
 * frames wait is dropped without a word; XOFF at 900, XON below 800; a flush deletes the marks too
 * and does not end a pause.
 */
import type {
  MediaTransport,
  MediaTransportHandlers,
  TransportCounters,
} from '#main/media/transport/mediaTransport';
import { FRAME_BYTES } from '#model/audio';

type Item = { readonly frame: Buffer } | { readonly mark: string };

export class FakeAsteriskQueue implements MediaTransport {
  readonly name = 'simulated';
  readonly counters: TransportCounters = {
    framesIn: 0,
    framesOut: 0,
    framesLost: 0,
    framesLate: 0,
  };
  /** What the caller heard, one entry per tick; null is silence. */
  readonly heard: (Buffer | null)[] = [];
  /** Frames that came while the queue was full. */
  droppedFull = 0;
  /** Bytes that did not fill a frame. */
  droppedBytes = 0;
  /** Longest queue so far, frames. */
  peak = 0;
  flushes = 0;
  marksReached = 0;
  /** False: plays a version that has neither marks nor status. */
  answers = true;
  /** False: sendFrame refuses, like a socket whose buffer is full. */
  accepts = true;
  closed = false;
  #queue: Item[] = [];
  #full = false;
  #paused = false;
  #handlers: MediaTransportHandlers | null = null;

  /** Frames that wait. */
  get queueLength(): number {
    return this.#queue.filter((item) => 'frame' in item).length;
  }

  /**
   * What the caller heard from the first sound to the last, silence between them included, as one
   * buffer.
   */
  get heardAudio(): Buffer {
    const sounds = this.heard.map((frame) => frame !== null);
    const from = sounds.indexOf(true);
    const part = from < 0 ? [] : this.heard.slice(from, sounds.lastIndexOf(true) + 1);
    return Buffer.concat(part.map((frame) => frame ?? Buffer.alloc(FRAME_BYTES)));
  }

  start(handlers: MediaTransportHandlers): void {
    this.#handlers = handlers;
  }

  sendFrame(frame: Buffer): boolean {
    if (!this.accepts || this.closed) {
      return false;
    }
    this.counters.framesOut += 1;
    this.receive(frame);
    return true;
  }

  /** One binary message. */
  receive(message: Buffer): void {
    if (this.queueLength >= 1000) {
      this.droppedFull += Math.floor(message.length / FRAME_BYTES);
      return;
    }
    const whole = message.length - (message.length % FRAME_BYTES);
    this.droppedBytes += message.length - whole;
    for (let at = 0; at < whole; at += FRAME_BYTES) {
      this.#queue.push({ frame: Buffer.from(message.subarray(at, at + FRAME_BYTES)) });
    }
    this.peak = Math.max(this.peak, this.queueLength);
    if (!this.#full && this.queueLength >= 900) {
      this.#full = true;
      this.#handlers?.onPause();
    }
  }

  flush(): void {
    this.flushes += 1;
    this.#queue = [];
    this.#paused = false;
  }

  /** PAUSE_MEDIA: nothing leaves the queue. */
  pausePlayback(): void {
    this.#paused = true;
  }

  /** CONTINUE_MEDIA. */
  resumePlayback(): void {
    this.#paused = false;
  }

  mark(id: string): void {
    if (this.answers) {
      this.#queue.push({ mark: id });
    }
  }

  requestQueueLength(): void {
    if (this.answers) {
      this.#handlers?.onQueueLength(this.queueLength);
    }
  }

  close(): void {
    this.closed = true;
  }

  /** 20 ms pass. */
  tick(): void {
    if (this.#paused) {
      this.heard.push(null);
      return;
    }
    let item = this.#queue.shift();
    while (item !== undefined && 'mark' in item) {
      this.marksReached += 1;
      this.#handlers?.onMark(item.mark);
      item = this.#queue.shift();
    }
    this.heard.push(item?.frame ?? null);
    if (this.#full && this.queueLength < 800) {
      this.#full = false;
      this.#handlers?.onResume();
    }
  }
}
