/** Room at first: 5 s, longer than most questions. */
const FIRST_BYTES = 160_000;

/**
 * The newest of the caller's audio, kept in case it must be sent, or sent again. A ring of bytes:
 * when it is full, the oldest are overwritten, unless they are still wanted and it may grow.
 * Allocates nothing before the first audio, and then only to grow.
 */
export class CallerAudioBuffer {
  readonly #capacity: number;
  readonly #wantedBytes: () => number;
  #ring: Buffer = Buffer.alloc(0);
  #start = 0;
  #length = 0;
  #written = 0;

  /**
   * @param capacityBytes Most that is kept; 0 keeps nothing.
   * @param wantedBytes How much of the newest audio is wanted now; asked while the ring is full.
   */
  constructor(capacityBytes: number, wantedBytes: () => number) {
    this.#capacity = capacityBytes;
    this.#wantedBytes = wantedBytes;
  }

  get length(): number {
    return this.#length;
  }

  /** Bytes written since construction, which is the position of the next one. */
  get written(): number {
    return this.#written;
  }

  write(audio: Buffer): void {
    this.#growFor(audio.length);
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

  #growFor(addedBytes: number): void {
    const room = this.#ring.length;
    const needed = this.#length + addedBytes;
    if (needed <= room || room === this.#capacity) {
      return;
    }
    if (room > 0 && this.#wantedBytes() + addedBytes <= room) {
      return;
    }
    const grown = Math.max(FIRST_BYTES, 2 * room, addedBytes);
    const ring = Buffer.alloc(Math.min(this.#capacity, grown));
    let copied = 0;
    this.readNewest(this.#length, (audio) => {
      copied += audio.copy(ring, copied);
    });
    this.#ring = ring;
    this.#start = 0;
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
