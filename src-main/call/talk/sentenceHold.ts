/**
 * A supervisor holds the agent's sentence: its audio waits, and the caller hears silence. Nobody is
 * left in it: after a while the sentence goes on by itself.
 */
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { LiveCall } from '../liveCall';
import type { AudioPath } from './audio/audioPath';
import type { Timed } from './talkTimer';

/** Longest time that a caller waits for a held sentence, ms: longer sounds like a dead line. */
export const SENTENCE_LIMIT_MS = 8_000;

export type SentenceHoldOptions = {
  readonly audio: Pick<AudioPath, 'pausePlayback' | 'resumePlayback'>;
  readonly liveCall: Pick<LiveCall, 'update'>;
  readonly note: (said: Phrase) => void;
  /** `dueMs` has changed. */
  readonly onChange: () => void;
};

/** The held sentence of one talk. */
export class SentenceHold implements Timed {
  readonly #options: SentenceHoldOptions;
  #untilMs: number | null = null;

  constructor(options: SentenceHoldOptions) {
    this.#options = options;
  }

  get isHeld(): boolean {
    return this.#untilMs !== null;
  }

  get dueMs(): number | null {
    return this.#untilMs;
  }

  /** Time until the sentence goes on by itself, ms; null: nobody holds it. */
  goesOnInMs(nowMs: number): number | null {
    return this.#untilMs === null ? null : Math.max(0, this.#untilMs - nowMs);
  }

  tick(): void {
    this.release();
    this.#options.note(phrase('note.sentence-limit', { seconds: SENTENCE_LIMIT_MS / 1_000 }));
  }

  hold(nowMs: number): void {
    this.#options.audio.pausePlayback('sentence');
    this.#set(nowMs + SENTENCE_LIMIT_MS);
  }

  /** The sentence goes on where it stopped. Idempotent. */
  release(): void {
    this.#options.audio.resumePlayback('sentence');
    this.#set(null);
  }

  #set(untilMs: number | null): void {
    if (untilMs !== this.#untilMs) {
      this.#untilMs = untilMs;
      this.#options.liveCall.update({ sentenceHeld: untilMs !== null });
      this.#options.onChange();
    }
  }
}
