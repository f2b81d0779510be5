/**
 * Unsent bytes above which audio is dropped, about 1.5 s of it. When the other side does not read,
 * a socket's buffer grows without bound, and old audio is of no use to a talk.
 */
const MAX_BUFFERED_BYTES = 64 * 1024;

/** At most this many bytes are sent for one byte of audio, because of base64 and JSON. */
const WIRE_BYTES_PER_BYTE = 1.6;

/** Decides whether audio is sent or dropped, and notices when the service has stopped reading. */
export class AudioFlow {
  readonly #stallMs: number;
  readonly #onStalled: (forMs: number) => void;
  #stalledSinceMs: number | null = null;
  /** The limit now: MAX_BUFFERED_BYTES, or more after a backlog. */
  #mostBufferedBytes = MAX_BUFFERED_BYTES;
  /** Bytes of the expected backlog that have not been sent yet. */
  #backlogBytes = 0;
  #dropped = 0;

  /**
   * @param stallMs A service that takes no audio for this time counts as lost.
   * @param onStalled Called when that happens.
   */
  constructor(stallMs: number, onStalled: (forMs: number) => void) {
    this.#stallMs = stallMs;
    this.#onStalled = onStalled;
  }

  /** Number of chunks that were dropped. */
  get dropped(): number {
    return this.#dropped;
  }

  /**
   * `bytes` of audio follow at once. They may all wait in the socket, although they are more than
   * the limit allows.
   */
  expectBacklog(bytes: number): void {
    this.#backlogBytes = bytes;
    this.#mostBufferedBytes = MAX_BUFFERED_BYTES + bytes * WIRE_BYTES_PER_BYTE;
  }

  /** Whether to send a chunk of `chunkBytes` while `bufferedBytes` wait in the socket. */
  admits(chunkBytes: number, bufferedBytes: number): boolean {
    if (bufferedBytes > this.#mostBufferedBytes) {
      this.#drop();
      return false;
    }
    if (this.#backlogBytes > 0) {
      this.#backlogBytes -= chunkBytes;
    } else if (bufferedBytes <= MAX_BUFFERED_BYTES) {
      this.#mostBufferedBytes = MAX_BUFFERED_BYTES;
    }
    this.#stalledSinceMs = null;
    return true;
  }

  #drop(): void {
    this.#dropped += 1;
    const nowMs = performance.now();
    this.#stalledSinceMs ??= nowMs;
    const forMs = Math.round(nowMs - this.#stalledSinceMs);
    if (forMs >= this.#stallMs) {
      this.#onStalled(forMs);
    }
  }
}
