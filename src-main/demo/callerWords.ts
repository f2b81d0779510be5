import type { DemoConversation } from './conversation';

/** A transcription trails the voice: words come this long after the first of them has begun to sound, ms. */
const TRAIL_MS = 380;

/** Without audio of the caller for this long, the agent is kept out of the call and hears no words, ms. */
const KEPT_OUT_AFTER_MS = 300;

/** The simulated transcription of one caller: which of the caller's words the agent's side has been told. */
export class CallerWords {
  readonly #conversation: DemoConversation;
  #passedChars = 0;
  /** How much had been said when the caller last finished. */
  #finishedChars = 0;
  /** When the words that wait are due; null while none wait. */
  #dueMs: number | null = null;

  constructor(conversation: DemoConversation) {
    this.#conversation = conversation;
  }

  /** Words that are due to be passed on; empty when none are. `silentMs`: time since the last audio of the caller. */
  due(nowMs: number, silentMs: number): string {
    const { voiced } = this.#conversation;
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

  /** The caller has finished: the rest is due at once. Returns whether anything was said since the last time. */
  finish(): boolean {
    const { length } = this.#conversation.voiced;
    const spoke = length > this.#finishedChars;
    this.#finishedChars = length;
    this.#dueMs = 0;
    return spoke;
  }
}
