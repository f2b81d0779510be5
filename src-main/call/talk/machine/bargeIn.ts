/**
 * Decides whether the caller's voice interrupts a speaking agent. With `confirm` the agent pauses
 * at the onset. Only speech that lasts long enough counts; after a cough or an "mm-hm" the agent
 * goes on where it stopped.
 */
import type { BargeInMode } from '#model/call';
import type { Timed } from '../talkTimer';

/** Settings and state that the decision needs, and its outcomes. */
export interface BargeInHandlers {
  mode(): BargeInMode;
  /** Speech of this length interrupts the agent, ms. */
  confirmMs(): number;
  /**
   * Silence after which the detector reports the end of speech, ms. A short sound is known to be
   * short only after it.
   */
  silenceMs(): number;
  /** The caller hears the agent, and more than its last words are left: it can pause in doubt. */
  isInterruptible(): boolean;
  /** Pause the agent until the sound is known to be speech or not. */
  onDoubt(): void;
  /** The sound does not count: the agent goes on. */
  onDismissed(): void;
  /** The caller speaks; the agent has paused since the onset. */
  onConfirmed(onsetMs: number): void;
  /** The caller began to speak, without a doubt to be resolved. */
  onSpeechStart(onsetMs: number): void;
  /** The caller stopped speaking, after onConfirmed or onSpeechStart. */
  onSpeechEnd(endMs: number): void;
}

/**
 * Added to the detector's own delay, ms: its end of speech comes with the frames, a timer does not.
 */
const SLACK_MS = 100;

/** `speech`: the caller speaks, and the handlers know it. */
type State =
  | { readonly phase: 'clear' }
  | { readonly phase: 'doubt'; readonly onsetMs: number; readonly limitMs: number }
  | { readonly phase: 'speech' };

/** The barge-in decisions of one call. Times are monotonic ms. */
export class BargeIn implements Timed {
  readonly #handlers: BargeInHandlers;
  #state: State = { phase: 'clear' };

  constructor(handlers: BargeInHandlers) {
    this.#handlers = handlers;
  }

  get dueMs(): number | null {
    return this.#state.phase === 'doubt' ? this.#state.limitMs : null;
  }

  tick(): void {
    this.confirm();
  }

  /** The detector hears the caller begin. */
  speechStarts(onsetMs: number): void {
    const handlers = this.#handlers;
    if (this.#state.phase === 'doubt') {
      return;
    }
    if (handlers.mode() !== 'confirm' || !handlers.isInterruptible()) {
      this.#state = { phase: 'speech' };
      handlers.onSpeechStart(onsetMs);
      return;
    }
    // A caller who still counts as speaking then has spoken for confirmMs, even without the silence
    // that the detector waits for.
    const limitMs = onsetMs + handlers.confirmMs() + handlers.silenceMs() + SLACK_MS;
    this.#state = { phase: 'doubt', onsetMs, limitMs };
    handlers.onDoubt();
  }

  /** The detector hears the caller stop. */
  speechEnds(endMs: number): void {
    const state = this.#state;
    if (state.phase === 'doubt' && endMs - state.onsetMs < this.#handlers.confirmMs()) {
      this.dismiss();
      return;
    }
    this.confirm();
    const { phase } = this.#state;
    this.#state = { phase: 'clear' };
    if (phase === 'speech') {
      this.#handlers.onSpeechEnd(endMs);
    }
  }

  /**
   * The sound in doubt is speech, by its length or because the service says so. Does nothing if
   * there is no doubt.
   */
  confirm(): void {
    if (this.#state.phase === 'doubt') {
      const { onsetMs } = this.#state;
      this.#state = { phase: 'speech' };
      this.#handlers.onConfirmed(onsetMs);
    }
  }

  /** The sound in doubt does not count. Does nothing if there is no doubt. */
  dismiss(): void {
    if (this.#state.phase === 'doubt') {
      this.#state = { phase: 'clear' };
      this.#handlers.onDismissed();
    }
  }

  /** The agent no longer listens to the caller: their speech ends now. */
  abandon(nowMs: number): void {
    this.dismiss();
    this.speechEnds(nowMs);
  }

  /** Forgets everything. Idempotent. */
  close(): void {
    this.#state = { phase: 'clear' };
  }
}
