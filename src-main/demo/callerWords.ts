import type { DemoTalk } from './talk';

/** The transcription lags this much behind the first of its words, ms. */
const TRAIL_MS = 380;

/**
 * The agent counts as kept out of the call, and gets no words, when no audio of the caller has come
 * for this long, ms.
 */
const KEPT_OUT_AFTER_MS = 300;

/** The simulated transcription of one caller: which of their words the agent has got. */
export class CallerWords {
  readonly #talk: DemoTalk;
  #passedChars = 0;
  /** Characters that had been said when the caller last finished. */
  #finishedChars = 0;
  /** When the waiting words are due; null while none wait. */
  #dueMs: number | null = null;

  constructor(talk: DemoTalk) {
    this.#talk = talk;
  }

  /**
   * The words that are due now; maybe empty. `silentMs`: time since the last audio of the caller.
   */
  due(nowMs: number, silentMs: number): string {
    const { voiced } = this.#talk;
    if (silentMs > KEPT_OUT_AFTER_MS) {
      this.#passedChars = voiced.length;
    }
    if (voiced.length === this.#passedChars) {
      this.#dueMs = null;
      return '';
    }
    this.#dueMs ??= nowMs + TRAIL_MS;
    if (nowMs < this.#dueMs) {
      return '';
    }
    this.#dueMs = null;
    const words = voiced.slice(this.#passedChars);
    this.#passedChars = voiced.length;
    return words;
  }

  /**
   * The caller has finished, so the rest is due at once. Returns whether they said anything since
   * the last time.
   */
  finish(): boolean {
    const { length } = this.#talk.voiced;
    const spoke = length > this.#finishedChars;
    this.#finishedChars = length;
    this.#dueMs = 0;
    return spoke;
  }
}
