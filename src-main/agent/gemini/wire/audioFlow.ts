/**
 * Unsent bytes above which audio is dropped, about 1.5 s of it. A socket that is not read takes everything and grows without
 * bound, and old audio is of no use to a talk.
 */
const MAX_BUFFERED_BYTES = 64 * 1024;

/** Bytes on the wire for one byte of audio, at most: base64 and the JSON around it. */
const WIRE_BYTES_PER_BYTE = 1.6;

/** Decides which audio is sent to a service that may have stopped to take it. */
export class AudioFlow {
  readonly #stallMs: number;
  readonly #onStalled: (forMs: number) => void;
  #stalledSinceMs: number | null = null;
  /** Unsent bytes above which audio is dropped now. */
  #mostBufferedBytes = MAX_BUFFERED_BYTES;
  /** Audio of the announced backlog that has not been sent yet, bytes. */
  #backlogBytes = 0;
  #dropped = 0;

  /**
   * @param stallMs The service counts as lost when it takes no audio for this time.
   * @param onStalled Told when that is so, with the time it took none.
   */
  constructor(stallMs: number, onStalled: (forMs: number) => void) {
    this.#stallMs = stallMs;
    this.#onStalled = onStalled;
  }

  /** Chunks that were not to be sent. */
  get dropped(): number {
    return this.#dropped;
  }

  /**
   * So many bytes of audio follow at once. They may wait in the socket: none of them is dropped for being more than a talk
   * makes in that time.
   */
  expectBacklog(bytes: number): void {
    this.#backlogBytes = bytes;
    this.#mostBufferedBytes = MAX_BUFFERED_BYTES + bytes * WIRE_BYTES_PER_BYTE;
  }

  /** Whether a chunk is to be sent while so many bytes wait in the socket. */
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
