import { FRAME_BYTES } from '#model/audio';

/**
 * Frame buffers for reuse, shared by all calls. The audio of a long turn costs memory only while it
 * is queued, and nothing is allocated in the steady state.
 */
export class FramePool {
  readonly #free: Buffer[] = [];
  readonly #maxFree: number;

  /** @param maxFree Most buffers kept for reuse; others are left to the garbage collector. */
  constructor(maxFree = 4096) {
    this.#maxFree = maxFree;
  }

  /** A buffer of 640 bytes with arbitrary content. */
  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(FRAME_BYTES);
  }

  /** Takes a buffer back; the caller must not touch it any more. */
  give(buffer: Buffer): void {
    if (this.#free.length < this.#maxFree) {
      this.#free.push(buffer);
    }
  }
}

const sharedPool = new FramePool();

/**
 * Cuts PCM into frames and keeps them, first in first out. Indices only rise: it has frames
 * `[first, end)`. Grows as needed.
 */
export class FrameRing {
  readonly #pool: FramePool;
  #slots: (Buffer | undefined)[] = new Array<Buffer | undefined>(64);
  #first = 0;
  #end = 0;
  /** A begun frame that is not full. */
  readonly #residue = Buffer.alloc(FRAME_BYTES);
  #residueBytes = 0;

  constructor(pool: FramePool = sharedPool) {
    this.#pool = pool;
  }

  /** Index of the oldest frame kept. */
  get first(): number {
    return this.#first;
  }

  /** Index of the next frame to be added. */
  get end(): number {
    return this.#end;
  }

  /** Bytes of the begun frame. */
  get residueBytes(): number {
    return this.#residueBytes;
  }

  /** Adds audio. Its rest that does not fill a frame waits for more. */
  append(bytes: Buffer): void {
    let at = 0;
    if (this.#residueBytes > 0) {
      at = bytes.copy(this.#residue, this.#residueBytes);
      this.#residueBytes += at;
      if (this.#residueBytes < FRAME_BYTES) {
        return;
      }
      this.#residue.copy(this.#push());
    }
    for (; at + FRAME_BYTES <= bytes.length; at += FRAME_BYTES) {
      bytes.copy(this.#push(), 0, at, at + FRAME_BYTES);
    }
    this.#residueBytes = bytes.copy(this.#residue, 0, at);
  }

  /** Fills the begun frame with silence and adds it. */
  pad(): void {
    if (this.#residueBytes > 0) {
      this.#residue.fill(0, this.#residueBytes);
      this.#residue.copy(this.#push());
      this.#residueBytes = 0;
    }
  }

  /** The frame with this index; null when there is none, or none any more. */
  at(index: number): Buffer | null {
    if (index < this.#first || index >= this.#end) {
      return null;
    }
    return this.#slots[index % this.#slots.length] ?? null;
  }

  /** Drops every frame below `index`. */
  dropBefore(index: number): void {
    const limit = Math.min(index, this.#end);
    for (; this.#first < limit; this.#first += 1) {
      const slot = this.#first % this.#slots.length;
      const buffer = this.#slots[slot];
      if (buffer !== undefined) {
        this.#pool.give(buffer);
      }
      this.#slots[slot] = undefined;
    }
  }

  /** Drops all audio; indices go on from `end`. */
  clear(): void {
    this.dropBefore(this.#end);
    this.#residueBytes = 0;
  }

  #push(): Buffer {
    if (this.#end - this.#first === this.#slots.length) {
      this.#grow();
    }
    const buffer = this.#pool.take();
    this.#slots[this.#end % this.#slots.length] = buffer;
    this.#end += 1;
    return buffer;
  }

  #grow(): void {
    const larger = new Array<Buffer | undefined>(this.#slots.length * 2);
    for (let index = this.#first; index < this.#end; index += 1) {
      larger[index % larger.length] = this.#slots[index % this.#slots.length];
    }
    this.#slots = larger;
  }
}
