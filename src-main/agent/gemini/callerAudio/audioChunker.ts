/** Cuts the caller's audio into chunks of one size. */
export class AudioChunker {
  readonly #chunk: Buffer;
  readonly #send: (chunk: Buffer) => void;
  #filled = 0;

  /**
   * @param chunkBytes Size of a chunk.
   * @param send Takes a chunk, which is valid only until it returns.
   */
  constructor(chunkBytes: number, send: (chunk: Buffer) => void) {
    this.#chunk = Buffer.alloc(chunkBytes);
    this.#send = send;
  }

  /**
   * Adds audio of any length and sends every full chunk. Audio that is exactly a chunk is not
   * copied.
   */
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

  /** Hands the unfinished chunk out and empties it. */
  takeRest(take: (audio: Buffer) => void): void {
    const filled = this.#filled;
    this.#filled = 0;
    if (filled > 0) {
      take(this.#chunk.subarray(0, filled));
    }
  }
}
