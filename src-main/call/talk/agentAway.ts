/** What the caller hears while the agent's connection is away, and for how long that is borne. */
import type { AgentAwaySettings } from '../callSettings';

/** What it needs and asks for; none of them may throw or block. */
export interface AgentAwayHandlers {
  settings(): AgentAwaySettings;
  /** The caller is on the line, hears nothing else, and nobody but the agent would speak to him. */
  isCallerWaiting(): boolean;
  /** It is not back by the time a renewed connection would be. */
  onMissed(): void;
  /** One short tone is to be played. */
  onTone(): void;
  /** Music on hold is to be played (true), or no longer. */
  onMusic(on: boolean): void;
  /** It has been away for too long, and the caller waits for it. Told once. */
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
      /**
       * `reached`: it has been away for too long, which is told as soon as the caller waits for it.
       */
      readonly limit: NodeJS.Timeout | 'none' | 'reached';
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
      this.#handlers.onMissed();
      this.#sound();
    }, GRACE_MS);
    const { limitMs } = this.#handlers.settings();
    const limit =
      limitMs === 0
        ? 'none'
        : setTimeout(() => {
            this.#limitReached();
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

  /** Somebody else may have begun to speak to the caller: music must not go on into that. */
  floorChanged(): void {
    if (this.#state.phase === 'away' && this.#state.sound === 'music') {
      clearTimeout(this.#state.next);
      this.#sound();
    }
  }

  /** Idempotent. */
  close(): void {
    this.#leave();
    this.#state = { phase: 'closed' };
  }

  #limitReached(): void {
    if (this.#state.phase === 'away') {
      this.#state = { ...this.#state, limit: 'reached' };
      this.#giveUpIfWaiting();
    }
  }

  /** Who speaks with the supervisor, or holds the line, does not miss the agent. */
  #giveUpIfWaiting(): void {
    const state = this.#state;
    if (state.phase === 'away' && state.limit === 'reached' && this.#handlers.isCallerWaiting()) {
      this.#state = { ...state, limit: 'none' };
      this.#handlers.onTooLong();
    }
  }

  #sound(): void {
    this.#giveUpIfWaiting();
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
      if (typeof state.limit !== 'string') {
        clearTimeout(state.limit);
      }
      if (state.sound === 'music') {
        this.#handlers.onMusic(false);
      }
    }
  }
}
