import { FRAME_MS } from '#model/audio';

/** A frame louder than this RMS (16-bit samples) is speech. */
const SPEECH_RMS = 300;

/**
 * This much speech is a start, this much silence an end, ms. Pauses within a caller's line are
 * shorter.
 */
const START_AFTER_MS = 100;
const END_AFTER_MS = 440;

type SpeechEdge = 'start' | 'end' | 'none';

/**
 * Finds the caller's speech for the simulated service, independently of Cordboard's own detector.
 */
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
