/** What the caller hears while the agent's connection is away, and for how long that is borne. */
import type { AgentAwaySettings } from '../callSettings';

/** What it needs and asks for; none of them may throw or block. */
export interface AgentAwayHandlers {
  settings(): AgentAwaySettings;
  /** The caller is on the line, hears nothing else, and nobody but the agent would speak to him. */
  isCallerWaiting(): boolean;
  /** One short tone is to be played. */
  onTone(): void;
  /** Music on hold is to be played (true), or no longer. */
  onMusic(on: boolean): void;
  /** It has been away for too long. Told once. */
  onTooLong(): void;
}

/** A connection that is back within this time is not missed, ms. */
const GRACE_MS = 1_500;

/** From one tone to the next, ms. */
const TONE_EVERY_MS = 4_000;

type State =
  | { readonly phase: 'here' }
  | {
      readonly phase: 'away';
      /** The next sound is due. */
      readonly next: NodeJS.Timeout;
      readonly limit: NodeJS.Timeout | null;
      /** What the caller hears. */
      readonly sound: AgentAwaySettings['sound'];
    }
  | { readonly phase: 'closed' };

/** The agent's absences of one call. */
export class AgentAway {
  readonly #handlers: AgentAwayHandlers;
  #state: State = { phase: 'here' };

  constructor(handlers: AgentAwayHandlers) {
    this.#handlers = handlers;
  }

  /** The agent's connection is gone while the caller is on the line. Idempotent. */
  away(): void {
    if (this.#state.phase !== 'here') {
      return;
    }
    const grace = setTimeout(() => {
      this.#sound();
    }, GRACE_MS);
    const { limitMs } = this.#handlers.settings();
    const limit =
      limitMs === 0
        ? null
        : setTimeout(() => {
            this.#handlers.onTooLong();
          }, limitMs);
    this.#state = { phase: 'away', next: grace, limit, sound: 'silence' };
  }

  /** It is there again. Idempotent. */
  back(): void {
    if (this.#state.phase === 'away') {
      this.#leave();
      this.#state = { phase: 'here' };
    }
  }

  /** Idempotent. */
  close(): void {
    this.#leave();
    this.#state = { phase: 'closed' };
  }

  #sound(): void {
    const state = this.#state;
    if (state.phase !== 'away') {
      return;
    }
    const sound = this.#handlers.isCallerWaiting() ? this.#handlers.settings().sound : 'silence';
    if (sound === 'tone') {
      this.#handlers.onTone();
    }
    if ((sound === 'music') !== (state.sound === 'music')) {
      this.#handlers.onMusic(sound === 'music');
    }
    const next = setTimeout(() => {
      this.#sound();
    }, TONE_EVERY_MS);
    this.#state = { ...state, next, sound };
  }

  #leave(): void {
    const state = this.#state;
    if (state.phase === 'away') {
      clearTimeout(state.next);
      clearTimeout(state.limit ?? undefined);
      if (state.sound === 'music') {
        this.#handlers.onMusic(false);
      }
    }
  }
}
