/**
 * The caller's audio on its way to the agent. While the agent speaks and interruptions must be
 * confirmed, it goes out late, so that a cough can be taken out of it before the service hears it
 * and answers. Nothing is lost: what was held back goes out at once when it turns out to be speech.
 * No frame allocates anything.
 */
import { FrameRing } from '#main/media/audio/frameRing';
import { FRAME_MS } from '#model/audio';

/** Longest time a detector needs to notice speech, ms: so much later goes the audio out. */
const DETECTION_MS = 500;

const DELAY_FRAMES = DETECTION_MS / FRAME_MS;

/** How the audio goes out: as it comes, late, or not until it is known what it is. */
export type HoldBack = 'none' | 'delay' | 'all';

/** The caller's audio of one call. */
export class HeldBackAudio {
  readonly #frames = new FrameRing();
  readonly #send: (frame: Buffer) => void;

  /** @param send Takes one frame, valid only during the call. */
  constructor(send: (frame: Buffer) => void) {
    this.#send = send;
  }

  /** One frame of the caller; the buffer may be reused after the call. */
  push(frame: Buffer, holdBack: HoldBack): void {
    if (holdBack === 'none' && this.#frames.end === this.#frames.first) {
      this.#send(frame);
      return;
    }
    this.#frames.append(frame);
    if (holdBack !== 'all') {
      this.#release(holdBack === 'delay' ? DELAY_FRAMES : 0);
    }
  }

  /** Makes silence of what is held back. */
  blank(): void {
    for (let index = this.#frames.first; index < this.#frames.end; index += 1) {
      this.#frames.at(index)?.fill(0);
    }
  }

  /** Sends what is held back, at once. */
  release(): void {
    this.#release(0);
  }

  /** Forgets what is held back. */
  clear(): void {
    this.#frames.clear();
  }

  #release(keep: number): void {
    while (this.#frames.end - this.#frames.first > keep) {
      const frame = this.#frames.at(this.#frames.first);
      if (frame !== null) {
        this.#send(frame);
      }
      this.#frames.dropBefore(this.#frames.first + 1);
    }
  }
}
