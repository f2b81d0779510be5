import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { FRAME_BYTES } from '#model/audio';
import type { MediaTransport, MediaTransportHandlers, TransportClose } from './mediaTransport';
import { PacedPlayout } from './pacedPlayout';
import { TransportPort } from './transportPort';

/**
 * A transport behind which Asterisk keeps no queue, so that frames wait and are paced here. How a frame travels, and how the connection
 * ends, is its subclass's.
 */
export abstract class PacedTransport implements MediaTransport {
  abstract readonly name: MediaTransport['name'];
  /** The near side: what comes from Asterisk goes to it. */
  protected readonly port: TransportPort;
  readonly #playout: PacedPlayout;

  constructor(log: Log) {
    this.port = new TransportPort(log);
    this.#playout = new PacedPlayout({
      ...this.port.playoutHandlers,
      send: (frame, slot) => {
        this.send(frame, slot);
      },
    });
  }

  get counters() {
    return this.port.counters;
  }

  /** What was survived on this connection. */
  get diagnostics() {
    return this.port.diagnostics;
  }

  /** Closed by whichever side. */
  get isClosed(): boolean {
    return this.port.isClosed;
  }

  start(handlers: MediaTransportHandlers): void {
    if (!this.isClosed) {
      this.#playout.start();
    }
    this.port.start(handlers);
  }

  sendFrame(frame: Buffer): boolean {
    if (frame.length !== FRAME_BYTES) {
      this.counters.framesLost += 1;
      return false;
    }
    const taken = this.#playout.push(frame);
    this.counters.framesOut += taken ? 1 : 0;
    return taken;
  }

  flush(): void {
    this.#playout.flush();
  }

  pausePlayback(): void {
    this.#playout.pause();
  }

  resumePlayback(): void {
    this.#playout.resume();
  }

  mark(id: string): void {
    this.#playout.mark(id);
  }

  requestQueueLength(): void {
    this.port.tellQueueLength(() => this.#playout.length);
  }

  close(): void {
    this.end({ by: 'local' });
  }

  /** The connection broke. */
  protected fail(message: string): void {
    this.end({ by: 'error', error: cordboardError('network', message, { retryable: true }) });
  }

  /** The end, whoever brought it. Idempotent. */
  protected end(close: TransportClose): void {
    if (this.port.close(close)) {
      this.#playout.close();
      this.disconnect(close);
    }
  }

  /** Sends one frame, 640 bytes, now. `slot`: its place in the stream, in units of 20 ms. Not called after the end. */
  protected abstract send(frame: Buffer, slot: number): void;

  /** Lets go of the connection; called once, at the end. */
  protected abstract disconnect(close: TransportClose): void;
}
