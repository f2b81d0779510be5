/** Audio of one message of a backlog, bytes: half a second, as 22 KB of base64. */
const BACKLOG_CHUNK_BYTES = 16 * 1024;

/** Sizes of chunks, bytes. */
type ChunkSizes = {
  /** What the next chunk waits for: between `least` and `most`, and read at each `push`. */
  readonly wanted: number;
  readonly least: number;
  readonly most: number;
};

/** Cuts the caller's audio into chunks. */
export class AudioChunker {
  readonly #sizes: ChunkSizes;
  readonly #chunk: Buffer;
  readonly #send: (chunk: Buffer) => void;
  #filled = 0;

  /** @param send Takes a chunk, which is valid only until it returns. */
  constructor(sizes: ChunkSizes, send: (chunk: Buffer) => void) {
    this.#sizes = sizes;
    this.#chunk = Buffer.alloc(sizes.most);
    this.#send = send;
  }

  /**
   * Adds audio of any length and sends every chunk that is as large as wanted. What was held for a
   * larger chunk goes out with it. Audio that is exactly a chunk is not copied.
   */
  push(audio: Buffer): void {
    const { wanted, most } = this.#sizes;
    if (this.#filled === 0 && audio.length === wanted) {
      this.#send(audio);
      return;
    }
    let full = this.#filled < wanted ? wanted : Math.min(most, this.#filled + audio.length);
    let read = 0;
    while (read < audio.length) {
      const copied = audio.copy(this.#chunk, this.#filled, read, read + full - this.#filled);
      read += copied;
      this.#filled += copied;
      if (this.#filled === full) {
        this.takeRest(this.#send);
        full = wanted;
      }
    }
  }

  /** Adds audio that has waited: all but a rest smaller than a chunk is sent, in large ones. */
  pushBacklog(audio: Buffer): void {
    const end = audio.length - (audio.length % this.#sizes.least);
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
