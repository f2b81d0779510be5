import { FRAME_BYTES } from '#model/audio';

/**
 * Cuts a caller's audio, slin16 in pieces of any length, into frames of 20 ms. The rest of a piece
 * waits for the next piece. Allocates nothing.
 */
export class FrameCutter {
  readonly #onFrame: (frame: Buffer, bytesBehind: number) => void;
  readonly #frame = Buffer.alloc(FRAME_BYTES);
  #filled = 0;

  /**
   * @param onFrame Gets each frame, valid only during the call, and the number of bytes behind it
   * in the same piece. Must not throw.
   */
  constructor(onFrame: (frame: Buffer, bytesBehind: number) => void) {
    this.#onFrame = onFrame;
  }

  /** Takes the next piece; its buffer may be reused after the call. */
  push(audio: Buffer): void {
    if (this.#filled === 0 && audio.length === FRAME_BYTES) {
      // Most phones send frames of this length: no copy is needed.
      this.#onFrame(audio, 0);
      return;
    }
    // Half a sample at the end is dropped: it would shift every later sample by a byte, which is
    // noise.
    const end = audio.length - (audio.length % 2);
    for (let at = 0; at < end;) {
      const copied = audio.copy(this.#frame, this.#filled, at, end);
      at += copied;
      this.#filled += copied;
      if (this.#filled === FRAME_BYTES) {
        this.#filled = 0;
        this.#onFrame(this.#frame, end - at);
      }
    }
  }

  /** Fills the begun frame with silence and gives it: the next piece does not continue it. */
  pad(): void {
    if (this.#filled > 0) {
      this.#frame.fill(0, this.#filled);
      this.#filled = 0;
      this.#onFrame(this.#frame, 0);
    }
  }
}
