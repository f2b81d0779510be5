/** One answer of a simulated agent while its sound is made, part by part. */
import type { Utterance } from './speechSynth';

/**
 * Audio goes out in parts of 200 ms, one every 60 ms: more than three times as fast as it is heard.
 */
export const PART_MS = 200;
const PART_EVERY_MS = 60;

export class Answer {
  readonly #utterance: Utterance;
  readonly #startedMs: number;
  #sentChars = 0;
  #nextPartMs: number;

  constructor(utterance: Utterance, nowMs: number) {
    this.#utterance = utterance;
    this.#startedMs = nowMs;
    this.#nextPartMs = nowMs;
  }

  /** All of its sound has been made. */
  get isMade(): boolean {
    return this.#utterance.done;
  }

  /** Length of the whole answer, ms. */
  get durationMs(): number {
    return this.#utterance.durationMs;
  }

  /** Length of the sound that has been made, ms. */
  get madeMs(): number {
    return this.#utterance.positionMs;
  }

  /** When a caller who hears it from the beginning has heard all of it, ms. */
  get heardAtMs(): number {
    return this.#startedMs + this.durationMs;
  }

  /** The text that `takeText` has not given yet. */
  get rest(): string {
    return this.#utterance.text.slice(this.#sentChars);
  }

  isPartDue(nowMs: number): boolean {
    return nowMs >= this.#nextPartMs;
  }

  /** Makes the next part of the sound; silence fills the rest of the last one. */
  makePart(part: Int16Array): void {
    this.#nextPartMs += PART_EVERY_MS;
    part.fill(0);
    this.#utterance.addTo(part);
  }

  /** The text of the sound made since the last time; empty when no word was begun. */
  takeText(): string {
    const { text, spokenChars } = this.#utterance;
    const from = this.#sentChars;
    this.#sentChars = Math.max(from, this.isMade ? text.length : spokenChars);
    return text.slice(from, this.#sentChars);
  }
}
