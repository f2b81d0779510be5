/** Collects the caller's audio into chunks of one size before it is sent. */
export class AudioChunker {
  readonly #chunk: Buffer;
  readonly #send: (chunk: Buffer) => void;
  #filled = 0;

  /**
   * @param chunkBytes Size of every chunk.
   * @param send Takes a chunk; it is valid only during the call.
   */
  constructor(chunkBytes: number, send: (chunk: Buffer) => void) {
    this.#chunk = Buffer.alloc(chunkBytes);
    this.#send = send;
  }

  /** Adds audio of any length and sends every chunk that is full. A piece that is a chunk by itself is not copied. */
  push(audio: Buffer): void {
    if (this.#filled === 0 && audio.length === this.#chunk.length) {
      this.#send(audio);
      return;
    }
    let read = 0;
    while (read < audio.length) {
      const copied = audio.copy(this.#chunk, this.#filled, read);
      read += copied;
      this.#filled += copied;
      if (this.#filled === this.#chunk.length) {
        this.#filled = 0;
        this.#send(this.#chunk);
      }
    }
  }

  /** Hands out what waits for a chunk to be full, and is empty then. */
  takeRest(take: (audio: Buffer) => void): void {
    const filled = this.#filled;
    this.#filled = 0;
    if (filled > 0) {
      take(this.#chunk.subarray(0, filled));
    }
  }
}
