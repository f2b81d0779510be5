/**
 * What the caller hears while the agent's connection is away, and how long the call waits for it.
 */
import type { AgentAwaySettings } from '../callSettings';

/** State and events of the talk; none of these functions may throw or block. */
export interface AgentAwayHandlers {
  settings(): AgentAwaySettings;
  /** The caller is on the line, hears nothing else, and only the agent could speak to them. */
  isCallerWaiting(): boolean;
  /** The agent is away longer than a renewed connection takes. */
  onMissed(): void;
  /** Play one short tone. */
  onTone(): void;
  /** Play music on hold (true), or stop it. */
  onMusic(on: boolean): void;
  /** The agent has been away for too long, and the caller waits for it. Called once. */
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
       * `reached`: the limit is over; `onTooLong` follows as soon as the caller waits for the
       * agent.
       */
      readonly limit: NodeJS.Timeout | 'none' | 'reached';
      /** What the caller hears. */
      readonly sound: AgentAwaySettings['sound'];
    }
  | { readonly phase: 'closed' };

/** The absences of one call's agent. */
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

  /** The agent is connected again. Idempotent. */
  back(): void {
    if (this.#state.phase === 'away') {
      this.#leave();
      this.#state = { phase: 'here' };
    }
  }

  /** Somebody else may have begun to speak to the caller: the music must stop then. */
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

  /** A caller who speaks with the supervisor, or holds the line, does not miss the agent. */
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
