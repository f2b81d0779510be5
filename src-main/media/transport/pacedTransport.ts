import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { FRAME_BYTES } from '#model/audio';
import type { Phrase } from '#model/phrases/phrase';
import type { MediaTransport, MediaTransportHandlers, TransportClose } from './mediaTransport';
import { PacedPlayout } from './pacedPlayout';
import { TransportPort } from './transportPort';

/**
 * A transport where Asterisk keeps no queue, so that frames wait and are paced here. A subclass
 * sends a frame and ends the connection.
 */
export abstract class PacedTransport implements MediaTransport {
  abstract readonly name: MediaTransport['name'];
  /** Takes what comes from Asterisk. */
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

  get diagnostics() {
    return this.port.diagnostics;
  }

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

  protected fail(said: Phrase): void {
    this.end({ by: 'error', error: cordboardError('network', said) });
  }

  /** Ends the transport, for any reason. Idempotent. */
  protected end(close: TransportClose): void {
    if (this.port.close(close)) {
      this.#playout.close();
      this.disconnect(close);
    }
  }

  /**
   * Sends one frame, 640 bytes, now. `slot`: its place in the stream, in units of 20 ms. Not called
   * after the end.
   */
  protected abstract send(frame: Buffer, slot: number): void;

  /** Closes the connection; called once, at the end. */
  protected abstract disconnect(close: TransportClose): void;
}
