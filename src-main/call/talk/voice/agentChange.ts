/**
 * A change of voice or model that the supervisor asks for. It waits for a quiet moment, because the
 * agent must reconnect for it, then makes the agent switch. The latest wish wins.
 */
import type { VoiceChangeOutcome } from '#main/agent/voiceAgent';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { fail, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

/**
 * Longest wait for a quiet moment, ms; then the agent is cut off. It begins anew while a tool runs:
 * its result would come too late for this session.
 */
const QUIET_LIMIT_MS = 5_000;

/** `T`: what is changed, e.g. the name of a voice. */
export interface AgentChangeHandlers<T> {
  current(): T;
  /**
   * Whether the agent is connected. Without a connection nothing can be changed, even after the
   * limit.
   */
  isConnected(): boolean;
  /**
   * Whether the agent is connected, nobody speaks, no answer is open, the agent's turn is over, and
   * no tool runs.
   */
  isQuiet(): boolean;
  /** Whether the agent or the caller waits for a tool, which has a time limit of its own. */
  toolRuns(): boolean;
  silence(): void;
  switchTo(wanted: T): Promise<Result<VoiceChangeOutcome>>;
  /** What is waiting or being switched to; null if there is nothing. */
  onPending(wanted: T | null): void;
  onChanged(wanted: T, outcome: VoiceChangeOutcome): void;
  onFailed(wanted: T, error: CordboardError): void;
}

type ChangeState<T> =
  | { readonly phase: 'idle' }
  | { readonly phase: 'waiting'; readonly wanted: T; readonly limit: NodeJS.Timeout }
  /** The limit is over: the change happens as soon as the agent is connected. */
  | { readonly phase: 'overdue'; readonly wanted: T }
  | { readonly phase: 'switching'; readonly next: T | null }
  | { readonly phase: 'closed' };

/** The changes of one kind in one call. */
export class AgentChange<T> {
  readonly #handlers: AgentChangeHandlers<T>;
  #state: ChangeState<T> = { phase: 'idle' };

  constructor(handlers: AgentChangeHandlers<T>) {
    this.#handlers = handlers;
  }

  /** Whether the agent switches now. */
  get isSwitching(): boolean {
    return this.#state.phase === 'switching';
  }

  /**
   * Asks for a change; replaces an earlier wish that still waits. Asking for what is in use cancels
   * the wish.
   */
  request(wanted: T): void {
    const state = this.#state;
    if (state.phase === 'closed') {
      return;
    }
    if (state.phase !== 'switching' && wanted === this.#handlers.current()) {
      this.#cancel();
      return;
    }
    switch (state.phase) {
      case 'switching':
        this.#state = { ...state, next: wanted };
        break;
      case 'idle':
        this.#state = { phase: 'waiting', wanted, limit: this.#startLimit() };
        break;
      default:
        this.#state = { ...state, wanted };
    }
    this.#handlers.onPending(wanted);
    this.momentMayHaveCome();
  }

  /** To be called whenever the talk may have become quiet, or the agent may have connected. */
  momentMayHaveCome(): void {
    const state = this.#state;
    if (state.phase === 'waiting' && this.#handlers.isQuiet()) {
      clearTimeout(state.limit);
      void this.#switch(state.wanted);
    } else if (state.phase === 'overdue' && this.#handlers.isConnected()) {
      this.#handlers.silence();
      void this.#switch(state.wanted);
    }
  }

  /** Forgets a waiting change. Idempotent. */
  close(): void {
    this.#stopLimit();
    this.#state = { phase: 'closed' };
  }

  #startLimit(): NodeJS.Timeout {
    return setTimeout(() => {
      if (this.#state.phase !== 'waiting') {
        return;
      }
      if (this.#handlers.toolRuns()) {
        this.#state = { ...this.#state, limit: this.#startLimit() };
        return;
      }
      this.#state = { phase: 'overdue', wanted: this.#state.wanted };
      this.momentMayHaveCome();
    }, QUIET_LIMIT_MS);
  }

  #stopLimit(): void {
    if (this.#state.phase === 'waiting') {
      clearTimeout(this.#state.limit);
    }
  }

  #cancel(): void {
    if (this.#state.phase !== 'idle') {
      this.#stopLimit();
      this.#state = { phase: 'idle' };
      this.#handlers.onPending(null);
    }
  }

  async #switch(wanted: T): Promise<void> {
    this.#state = { phase: 'switching', next: null };
    let result: Result<VoiceChangeOutcome>;
    try {
      result = await this.#handlers.switchTo(wanted);
    } catch (thrown) {
      result = fail(cordboardError('internal', phrase('agent.defect'), { cause: thrown }));
    }
    this.#finish(wanted, result);
  }

  #finish(wanted: T, result: Result<VoiceChangeOutcome>): void {
    if (this.#state.phase !== 'switching') {
      return;
    }
    const { next } = this.#state;
    this.#state = { phase: 'idle' };
    if (result.ok) {
      this.#handlers.onChanged(wanted, result.value);
    } else {
      this.#handlers.onFailed(wanted, result.error);
    }
    if (next !== null && next !== this.#handlers.current()) {
      this.request(next);
    } else {
      this.#handlers.onPending(null);
    }
  }
}
