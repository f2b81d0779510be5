/**
 * The newest of the caller's audio, kept in case it must be sent, or sent again. A ring of bytes:
 * when it is full, the oldest are overwritten. Does not allocate after construction.
 */
export class CallerAudioBuffer {
  readonly #ring: Buffer;
  #start = 0;
  #length = 0;
  #written = 0;

  /** @param capacityBytes 0 keeps nothing. */
  constructor(capacityBytes: number) {
    this.#ring = Buffer.alloc(capacityBytes);
  }

  get length(): number {
    return this.#length;
  }

  /** Bytes written since construction, which is the position of the next one. */
  get written(): number {
    return this.#written;
  }

  write(audio: Buffer): void {
    this.#written += audio.length;
    const capacity = this.#ring.length;
    const tooOld = Math.max(0, audio.length - capacity);
    const length = audio.length - tooOld;
    if (length === 0) {
      return;
    }
    const dropped = Math.max(0, this.#length + length - capacity);
    this.#start = (this.#start + dropped) % capacity;
    this.#length -= dropped;
    const at = (this.#start + this.#length) % capacity;
    const first = Math.min(length, capacity - at);
    audio.copy(this.#ring, at, tooOld, tooOld + first);
    audio.copy(this.#ring, 0, tooOld + first, tooOld + length);
    this.#length += length;
  }

  /**
   * Hands out a view of the newest `bytes`, oldest first, in one or two pieces. They stay in the
   * ring.
   */
  readNewest(bytes: number, take: (audio: Buffer) => void): void {
    this.read(this.#written - bytes, this.#written, take);
  }

  /** Hands out what is still kept of the bytes between two positions, as `readNewest` does. */
  read(from: number, to: number, take: (audio: Buffer) => void): void {
    const oldest = this.#written - this.#length;
    const begin = Math.max(from, oldest);
    const length = Math.min(to, this.#written) - begin;
    if (length <= 0) {
      return;
    }
    const start = (this.#start + begin - oldest) % this.#ring.length;
    const first = Math.min(length, this.#ring.length - start);
    take(this.#ring.subarray(start, start + first));
    if (first < length) {
      take(this.#ring.subarray(0, length - first));
    }
  }
}
