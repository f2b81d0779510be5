import { FRAME_MS } from '#model/audio';

/** A frame louder than this RMS (16-bit samples) is speech. */
const SPEECH_RMS = 300;

/** Speech for this long makes a start, silence for this long an end, ms. Pauses within a caller's line are shorter. */
const START_AFTER_MS = 100;
const END_AFTER_MS = 440;

/** What one more frame means. */
export type SpeechEdge = 'start' | 'end' | 'none';

/** How the simulated service notices that the caller speaks and has finished, independent of Cordboard's own detector. */
export class EndOfSpeech {
  #speaking = false;
  #runMs = 0;

  get speaking(): boolean {
    return this.#speaking;
  }

  /** Takes one 20 ms frame, slin16 little-endian, at any byte offset. */
  push(frame: Buffer): SpeechEdge {
    const loud = rmsOf(frame) > SPEECH_RMS;
    this.#runMs = loud === this.#speaking ? 0 : this.#runMs + FRAME_MS;
    if (this.#runMs < (this.#speaking ? END_AFTER_MS : START_AFTER_MS)) {
      return 'none';
    }
    this.#runMs = 0;
    this.#speaking = !this.#speaking;
    return this.#speaking ? 'start' : 'end';
  }
}

/** Every other sample is enough for a level. */
function rmsOf(frame: Buffer): number {
  let energy = 0;
  for (let at = 0; at + 1 < frame.length; at += 4) {
    energy += frame.readInt16LE(at) ** 2;
  }
  return Math.sqrt(energy / Math.max(1, frame.length / 4));
}
