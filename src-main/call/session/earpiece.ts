/** What one supervisor hears of a call, frame by frame. */
import type { PastRing } from '#main/media/audio/pastRing';
import { sampleAt } from '#main/media/audio/pcm';
import { FRAME_BYTES } from '#model/audio';
import type { HeadsetSides, Listening } from '#model/headset';
import { CatchUp } from './catchUp';

export class Earpiece {
  sides: HeadsetSides;
  readonly #frame = Buffer.alloc(FRAME_BYTES);
  #catchUp: CatchUp | null;

  /**
   * @param past What is kept of the call; null: nothing.
   * @param onSkip Something was not kept, and is skipped: `behindMs` is less.
   */
  constructor({ sides, behindMs }: Listening, past: PastRing | null, onSkip: () => void) {
    this.sides = sides;
    this.#catchUp = past === null || behindMs === 0 ? null : new CatchUp(past, behindMs, onSkip);
  }

  /** How far behind the call they are, ms. */
  get behindMs(): number {
    return this.#catchUp?.behindMs ?? 0;
  }

  /** They hear the present from now on. */
  goLive(): void {
    this.#catchUp = null;
  }

  /**
   * The next 20 ms, valid until the next call. Who speaks hears the caller alone, and at once: the
   * other side is their own voice.
   */
  next(caller: Buffer, heard: Buffer | null, agent: Buffer | null, speaks: boolean): Buffer {
    if (speaks) {
      this.goLive();
    } else if (this.#catchUp?.next(this.sides, this.#frame) === true) {
      return this.#frame;
    }
    this.goLive();
    this.#mix(speaks ? 'caller' : this.sides, caller, heard, agent);
    return this.#frame;
  }

  #mix(sides: HeadsetSides, caller: Buffer, heard: Buffer | null, agent: Buffer | null): void {
    switch (sides) {
      case 'caller':
        this.#play(caller);
        break;
      case 'agent':
        this.#play(agent);
        break;
      case 'line':
        this.#play(heard);
        break;
      case 'both':
        this.#play(caller);
        if (heard !== null) {
          addTo(this.#frame, heard);
        }
    }
  }

  #play(frame: Buffer | null): void {
    if (frame === null) {
      this.#frame.fill(0);
    } else {
      frame.copy(this.#frame);
    }
  }
}

/** Adds the samples of `source` to those of `target`. A sum beyond full scale is clipped. */
function addTo(target: Buffer, source: Buffer): void {
  for (let at = 0; at < FRAME_BYTES; at += 2) {
    const sum = sampleAt(target, at) + sampleAt(source, at);
    target.writeInt16LE(Math.max(-32_768, Math.min(32_767, sum)), at);
  }
}
