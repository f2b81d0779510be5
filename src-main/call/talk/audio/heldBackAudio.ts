/**
 * The caller's audio on its way to the agent. While the agent speaks and a barge-in must be
 * confirmed, the audio goes out late, so that a cough can be blanked before the service hears it
 * and answers. Nothing is lost: held-back audio goes out at once when it turns out to be speech. No
 * frame causes an allocation.
 */
import { FrameRing } from '#main/media/audio/frameRing';
import { FRAME_MS } from '#model/audio';

/** Delay of the audio, ms: the longest time that a detector needs to notice speech. */
const DETECTION_MS = 500;

const DELAY_FRAMES = DETECTION_MS / FRAME_MS;

/** How the audio goes out: as it comes, or late enough that a detector has heard it before. */
export type Pace = 'at-once' | 'late';

/** The caller's audio of one call. */
export class HeldBackAudio {
  readonly #frames = new FrameRing();
  readonly #send: (frame: Buffer, hasSound: boolean) => void;
  /** After the newest kept frame with sound. Those before it count as sound, so none waits. */
  #soundEnd = 0;
  /** `held`: nothing goes out until it is known what the sound is. */
  #gate: 'open' | 'held' = 'open';

  /** @param send Takes one frame, valid only during the call. */
  constructor(send: (frame: Buffer, hasSound: boolean) => void) {
    this.#send = send;
  }

  /** One frame of the caller; the buffer may be reused after the call. */
  push(frame: Buffer, hasSound: boolean, pace: Pace): void {
    const isOpen = this.#gate === 'open';
    if (isOpen && pace === 'at-once' && this.#frames.end === this.#frames.first) {
      this.#send(frame, hasSound);
      return;
    }
    this.#frames.append(frame);
    if (hasSound) {
      this.#soundEnd = this.#frames.end;
    }
    if (isOpen) {
      this.#sendAllBut(pace === 'late' ? DELAY_FRAMES : 0);
    }
  }

  /** Keeps everything back until `release`, `blank` or `clear`. Idempotent. */
  hold(): void {
    this.#gate = 'held';
  }

  /** It was speech: sends what was held back, at once. */
  release(): void {
    this.#gate = 'open';
    this.#sendAllBut(0);
  }

  /** It was no speech: makes silence of what was held back, which goes out with the next frame. */
  blank(): void {
    this.#gate = 'open';
    this.#soundEnd = this.#frames.first;
    for (let index = this.#frames.first; index < this.#frames.end; index += 1) {
      this.#frames.at(index)?.fill(0);
    }
  }

  /** Forgets what was held back. */
  clear(): void {
    this.#gate = 'open';
    this.#frames.clear();
  }

  #sendAllBut(keep: number): void {
    while (this.#frames.end - this.#frames.first > keep) {
      const { first } = this.#frames;
      const frame = this.#frames.at(first);
      if (frame !== null) {
        this.#send(frame, first < this.#soundEnd);
      }
      this.#frames.dropBefore(first + 1);
    }
  }
}
