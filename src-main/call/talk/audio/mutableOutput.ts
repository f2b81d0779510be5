import { SILENT_FRAME } from '#main/media/audio/silence';
import type {
  MediaTransport,
  MediaTransportHandlers,
  TransportCounters,
} from '#main/media/transport/mediaTransport';
import type { MediaTransportName } from '#model/call';

/**
 * A transport that can be muted: it then sends a silent frame in place of each frame. The sender
 * does not notice.
 */
export class MutableOutput implements MediaTransport {
  muted: boolean;
  readonly #transport: MediaTransport;

  constructor(transport: MediaTransport, muted: boolean) {
    this.#transport = transport;
    this.muted = muted;
  }

  get name(): MediaTransportName {
    return this.#transport.name;
  }

  get counters(): Readonly<TransportCounters> {
    return this.#transport.counters;
  }

  start(handlers: MediaTransportHandlers): void {
    this.#transport.start(handlers);
  }

  sendFrame(frame: Buffer): boolean {
    return this.#transport.sendFrame(this.muted ? SILENT_FRAME : frame);
  }

  flush(): void {
    this.#transport.flush();
  }

  pausePlayback(): void {
    this.#transport.pausePlayback();
  }

  resumePlayback(): void {
    this.#transport.resumePlayback();
  }

  mark(id: string): void {
    this.#transport.mark(id);
  }

  requestQueueLength(): void {
    this.#transport.requestQueueLength();
  }

  close(): void {
    this.#transport.close();
  }
}
