/**
 * The newest of the caller's audio, kept while there is no session to send it to. A ring of bytes: when it is full the oldest
 * go. It never allocates after construction.
 */
export class CallerAudioBuffer {
  readonly #ring: Buffer;
  #start = 0;
  #length = 0;
  #droppedBytes = 0;

  /** @param capacityBytes Most that is kept; 0 keeps nothing. */
  constructor(capacityBytes: number) {
    this.#ring = Buffer.alloc(capacityBytes);
  }

  /** Bytes kept now. */
  get length(): number {
    return this.#length;
  }

  /** Bytes lost since construction because newer ones came. */
  get droppedBytes(): number {
    return this.#droppedBytes;
  }

  /** Adds audio; the buffer may be reused after the call returns. */
  write(audio: Buffer): void {
    const capacity = this.#ring.length;
    const tooOld = Math.max(0, audio.length - capacity);
    const length = audio.length - tooOld;
    const dropped = Math.max(0, this.#length + length - capacity);
    this.#droppedBytes += dropped + tooOld;
    if (length === 0) {
      return;
    }
    this.#start = (this.#start + dropped) % capacity;
    this.#length -= dropped;
    const at = (this.#start + this.#length) % capacity;
    const first = Math.min(length, capacity - at);
    audio.copy(this.#ring, at, tooOld, tooOld + first);
    audio.copy(this.#ring, 0, tooOld + first, tooOld + length);
    this.#length += length;
  }

  /** Hands out everything, oldest first, in one or two pieces that are valid only during the call, and is empty then. */
  drain(take: (audio: Buffer) => void): void {
    const { length } = this;
    if (length === 0) {
      return;
    }
    const first = Math.min(length, this.#ring.length - this.#start);
    const start = this.#start;
    this.#start = 0;
    this.#length = 0;
    take(this.#ring.subarray(start, start + first));
    if (first < length) {
      take(this.#ring.subarray(0, length - first));
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.#start = 0;
    this.#length = 0;
  }
}
