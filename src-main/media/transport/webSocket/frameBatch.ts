import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { FRAME_BYTES } from '#model/audio';

/** Most frames of one batch. The playout sends up to 10 at once; after a reconnect far more. */
const BATCH_FRAMES = 16;

/**
 * Hands the frames that are sent to a connection in one turn of the event loop to the kernel in one
 * system call, with whatever else is written in between. A call for every frame is most of what
 * sending costs. It owns the memory of the frames until the kernel has taken them.
 *
 * Over TLS nothing is held back: it would join the messages to one record. Asterisk waits for its
 * socket to become readable (chan_websocket.c, read_from_ws_and_queue), and does not see what else
 * was in the record of a message that it has read.
 */
export class FrameBatch {
  readonly #connection: Duplex;
  readonly #isEncrypted: boolean;
  #buffers: Buffer[] = [];
  #size = 0;
  readonly #handOver = (): void => {
    if (this.#size === 0) {
      return;
    }
    this.#connection.uncork();
    if (this.#connection.writableLength > 0) {
      // The kernel has not taken it all: the connection still needs this memory.
      this.#buffers = [];
    }
    this.#size = 0;
  };

  constructor(connection: Duplex) {
    this.#connection = connection;
    this.#isEncrypted = connection instanceof TLSSocket;
  }

  /** Returns a copy of the frame for the caller to write to the connection at once. */
  add(frame: Buffer): Buffer {
    if (this.#size === BATCH_FRAMES) {
      this.#handOver();
    }
    if (this.#size === 0) {
      if (!this.#isEncrypted) {
        this.#connection.cork();
      }
      process.nextTick(this.#handOver);
    }
    const copy = (this.#buffers[this.#size] ??= Buffer.allocUnsafeSlow(FRAME_BYTES));
    this.#size += 1;
    frame.copy(copy);
    return copy;
  }
}
