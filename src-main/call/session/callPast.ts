/**
 * Keeps the last minute of a live call in memory, for a supervisor who listens from earlier on.
 * Nothing is kept while the recording is paused.
 */
import { PastRing } from '#main/media/audio/pastRing';
import type { CallContent } from '../content/callContent';
import type { LiveCall } from '../liveCall';

export type CallPastOptions = {
  readonly content: Pick<CallContent, 'addLineTap'>;
  readonly liveCall: Pick<LiveCall, 'value'>;
};

export class CallPast {
  readonly #options: CallPastOptions;
  #kept: { readonly ring: PastRing; readonly removeTap: () => void } | null = null;

  constructor(options: CallPastOptions) {
    this.#options = options;
  }

  /** What is kept; null: nothing. */
  get ring(): PastRing | null {
    return this.#kept?.ring ?? null;
  }

  /** Keeps what is said from now on. Idempotent. */
  begin(): void {
    if (this.#kept !== null) {
      return;
    }
    const { content, liveCall } = this.#options;
    const ring = new PastRing();
    const removeTap = content.addLineTap((caller, heard, _atMs, agent) => {
      if (liveCall.value.wishes.recording === 'paused') {
        ring.skip();
      } else {
        ring.push(caller, heard, agent);
      }
    });
    this.#kept = { ring, removeTap };
  }

  /** Forgets everything. Idempotent. */
  end(): void {
    this.#kept?.removeTap();
    this.#kept = null;
  }
}
