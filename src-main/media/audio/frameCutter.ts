import { FRAME_BYTES } from '#model/audio';

/**
 * Cuts a caller's audio, slin16 in pieces of any length, into frames of 20 ms; what does not fill a
 * frame waits for the next piece. Allocates nothing.
 */
export class FrameCutter {
  readonly #onFrame: (frame: Buffer, bytesBehind: number) => void;
  readonly #frame = Buffer.alloc(FRAME_BYTES);
  #filled = 0;

  /**
   * @param onFrame Gets each frame, valid only during the call, and how many bytes of the same piece
   * come behind it. Must not throw.
   */
  constructor(onFrame: (frame: Buffer, bytesBehind: number) => void) {
    this.#onFrame = onFrame;
  }

  /** Takes the next piece; it is the giver's again afterwards. */
  push(audio: Buffer): void {
    if (this.#filled === 0 && audio.length === FRAME_BYTES) {
      // As most phones send it: given on without a copy.
      this.#onFrame(audio, 0);
      return;
    }
    // Half a sample at the end is left out: kept, it would make noise of everything that follows.
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

  /**
   * Fills the frame that is not whole yet with silence and gives it: what follows does not go on
   * from it.
   */
  pad(): void {
    if (this.#filled > 0) {
      this.#frame.fill(0, this.#filled);
      this.#filled = 0;
      this.#onFrame(this.#frame, 0);
    }
  }
}
