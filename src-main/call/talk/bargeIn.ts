/**
 * What the caller's voice does to an agent that is speaking. With `confirm` the agent pauses at the
 * onset; the turns learn of the speech only once it has lasted long enough, and never of a cough or
 * an "mm-hm", after which the agent goes on where it stopped.
 */
import type { BargeInMode } from '#model/call';

/** What the decision rests on, and what comes of it. */
export interface BargeInHandlers {
  mode(): BargeInMode;
  /** Speech that lasts this long is meant to interrupt, ms. */
  confirmMs(): number;
  /**
   * Silence after which the detector says that the caller has stopped, ms: so late a short sound is
   * known to be short.
   */
  silenceMs(): number;
  /** The caller hears the agent, and not only the last of its words. */
  isInterruptible(): boolean;
  /** The agent is to pause until it is known what this is. */
  onDoubt(): void;
  /** It was nothing: the agent goes on. */
  onDismissed(): void;
  /** It is speech of the caller, meant for the agent, who has paused since its onset. */
  onConfirmed(onsetMs: number): void;
  /** The caller began to speak, and nothing is in doubt. */
  onSpeechStart(onsetMs: number): void;
  /** The caller, of whose speech was told by one of the two above, stopped. */
  onSpeechEnd(endMs: number): void;
}

/**
 * Beyond the detector's own time, ms: its end of speech comes with the frames, this timer does not.
 */
const SLACK_MS = 100;

/** `told`: the caller speaks, and the turns know of it. */
type State =
  | { readonly phase: 'clear' }
  | { readonly phase: 'doubt'; readonly onsetMs: number; readonly timer: NodeJS.Timeout }
  | { readonly phase: 'told' };

/** The interruptions of one call. Times are monotonic ms. */
export class BargeIn {
  readonly #handlers: BargeInHandlers;
  #state: State = { phase: 'clear' };

  constructor(handlers: BargeInHandlers) {
    this.#handlers = handlers;
  }

  /** The detector hears the caller begin. */
  speechStarts(onsetMs: number): void {
    const handlers = this.#handlers;
    if (this.#state.phase === 'doubt') {
      return;
    }
    if (handlers.mode() !== 'confirm' || !handlers.isInterruptible()) {
      this.#state = { phase: 'told' };
      handlers.onSpeechStart(onsetMs);
      return;
    }
    // Whoever still counts as speaking by then has spoken for long enough, the detector's silence
    // taken off.
    const limitMs = onsetMs + handlers.confirmMs() + handlers.silenceMs() + SLACK_MS;
    const waitMs = Math.max(0, limitMs - performance.now());
    const timer = setTimeout(() => {
      this.confirm();
    }, waitMs);
    this.#state = { phase: 'doubt', onsetMs, timer };
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
    if (this.#leave().phase === 'told') {
      this.#handlers.onSpeechEnd(endMs);
    }
  }

  /**
   * There is no doubt any more: it is speech (also because the service says so). Without a doubt
   * nothing happens.
   */
  confirm(): void {
    if (this.#state.phase === 'doubt') {
      const { onsetMs } = this.#state;
      this.#leave();
      this.#state = { phase: 'told' };
      this.#handlers.onConfirmed(onsetMs);
    }
  }

  /** What is in doubt does not count. Without a doubt nothing happens. */
  dismiss(): void {
    if (this.#state.phase === 'doubt') {
      this.#leave();
      this.#handlers.onDismissed();
    }
  }

  /** The caller is not listened to any more: his speech ends here. */
  abandon(nowMs: number): void {
    this.dismiss();
    this.speechEnds(nowMs);
  }

  /** Forgets everything. Idempotent. */
  close(): void {
    this.#leave();
  }

  #leave(): State {
    const state = this.#state;
    if (state.phase === 'doubt') {
      clearTimeout(state.timer);
    }
    this.#state = { phase: 'clear' };
    return state;
  }
}
