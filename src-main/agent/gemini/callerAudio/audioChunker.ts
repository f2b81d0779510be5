/** Audio of one message of a backlog, bytes: half a second, as 22 KB of base64. */
const BACKLOG_CHUNK_BYTES = 16 * 1024;

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

  /** Adds audio that has waited: what makes full chunks is sent in few large ones. */
  pushBacklog(audio: Buffer): void {
    const end = audio.length - (audio.length % this.#chunk.length);
    if (end > 0) {
      this.takeRest(this.#send);
    }
    for (let from = 0; from < end; from += BACKLOG_CHUNK_BYTES) {
      this.#send(audio.subarray(from, Math.min(end, from + BACKLOG_CHUNK_BYTES)));
    }
    this.push(audio.subarray(end));
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
