/**
 * What the caller hears while the agent's connection is away, and how long the call waits for it.
 */
import type { AgentAwaySettings } from '../../callSettings';
import type { Timed } from '../talkTimer';

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
      /** When the next sound is due. */
      readonly nextMs: number;
      /** `reached`: `onTooLong` follows as soon as the caller waits for the agent. */
      readonly limit: { readonly atMs: number } | 'none' | 'reached';
      /** What the caller hears. `grace`: the agent is not missed yet. */
      readonly sound: AgentAwaySettings['sound'] | 'grace';
    }
  | { readonly phase: 'closed' };

/** The absences of one call's agent. All times are monotonic ms. */
export class AgentAway implements Timed {
  readonly #handlers: AgentAwayHandlers;
  #state: State = { phase: 'here' };

  constructor(handlers: AgentAwayHandlers) {
    this.#handlers = handlers;
  }

  get dueMs(): number | null {
    const state = this.#state;
    if (state.phase !== 'away') {
      return null;
    }
    return typeof state.limit === 'string'
      ? state.nextMs
      : Math.min(state.nextMs, state.limit.atMs);
  }

  tick(nowMs: number): void {
    this.#lookAtLimit(nowMs);
    const state = this.#state;
    if (state.phase === 'away' && nowMs >= state.nextMs) {
      if (state.sound === 'grace') {
        this.#handlers.onMissed();
      }
      this.#sound(nowMs);
    }
  }

  /** The agent's connection is gone while the caller is on the line. Idempotent. */
  away(nowMs: number): void {
    if (this.#state.phase === 'here') {
      const { limitMs } = this.#handlers.settings();
      const limit = limitMs === 0 ? 'none' : { atMs: nowMs + limitMs };
      this.#state = { phase: 'away', nextMs: nowMs + GRACE_MS, limit, sound: 'grace' };
    }
  }

  /** The agent is connected again. Idempotent. */
  back(): void {
    if (this.#state.phase === 'away') {
      this.#stopMusic();
      this.#state = { phase: 'here' };
    }
  }

  /** Somebody else may have begun to speak to the caller: the music must stop then. */
  floorChanged(nowMs: number): void {
    if (this.#state.phase === 'away' && this.#state.sound === 'music') {
      this.#sound(nowMs);
    }
  }

  /** Idempotent. */
  close(): void {
    this.#stopMusic();
    this.#state = { phase: 'closed' };
  }

  /** A caller who speaks with the supervisor, or holds the line, does not miss the agent. */
  #lookAtLimit(nowMs: number): void {
    const state = this.#state;
    if (state.phase !== 'away' || state.limit === 'none') {
      return;
    }
    const reached = state.limit === 'reached' || nowMs >= state.limit.atMs;
    if (reached && this.#handlers.isCallerWaiting()) {
      this.#state = { ...state, limit: 'none' };
      this.#handlers.onTooLong();
    } else if (reached) {
      this.#state = { ...state, limit: 'reached' };
    }
  }

  #sound(nowMs: number): void {
    this.#lookAtLimit(nowMs);
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
    this.#state = { ...state, nextMs: nowMs + TONE_EVERY_MS, sound };
  }

  #stopMusic(): void {
    if (this.#state.phase === 'away' && this.#state.sound === 'music') {
      this.#handlers.onMusic(false);
    }
  }
}
