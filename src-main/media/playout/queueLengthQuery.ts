import type { PlayoutClock } from './playoutClock';

/** How often Asterisk is asked for the length of its queue while it plays, ms. */
const INTERVAL_MS = 1000;

/** The question for the length of Asterisk's queue: when it is due, and what an answer means. */
export class QueueLengthQuery {
  /** Frames sent when Asterisk was asked; null when no answer is due. */
  #sentWhenAsked: number | null = null;
  #askedAtMs = 0;

  /** When to ask next, ms. */
  get dueAtMs(): number {
    return this.#askedAtMs + INTERVAL_MS;
  }

  asked(sent: number, nowMs: number): void {
    this.#sentWhenAsked = sent;
    this.#askedAtMs = nowMs;
  }

  /**
   * Corrects the clock by an answer, frames, which counts for the middle of the round trip. Returns
   * false when no answer was due.
   */
  answered(frames: number, nowMs: number, clock: PlayoutClock): boolean {
    const sent = this.#sentWhenAsked;
    this.#sentWhenAsked = null;
    if (sent === null) {
      return false;
    }
    clock.onReport(sent - frames, (this.#askedAtMs + nowMs) / 2);
    return true;
  }

  /** Ignores the answer that is due: it belongs to a queue that is gone. */
  forget(): void {
    this.#sentWhenAsked = null;
  }
}
