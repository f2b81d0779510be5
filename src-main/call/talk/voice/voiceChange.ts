/**
 * A voice change that the supervisor asks for. It waits for a quiet moment, because the agent must
 * reconnect for it, then makes the agent switch. The latest wish wins.
 */
import type { VoiceChangeOutcome } from '#main/agent/voiceAgent';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { fail, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { VoiceName } from '#model/voices';

/**
 * Longest wait for a quiet moment, ms; then the agent is cut off. It begins anew while a tool runs:
 * its result would come too late for this session.
 */
const QUIET_LIMIT_MS = 5_000;

export interface VoiceChangeHandlers {
  current(): VoiceName;
  /**
   * Whether the agent is connected. Without a connection no voice can be changed, even after the
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
  switchTo(voice: VoiceName): Promise<Result<VoiceChangeOutcome>>;
  /** The voice that is waiting or being switched to; null if there is none. */
  onPending(voice: VoiceName | null): void;
  onChanged(voice: VoiceName, outcome: VoiceChangeOutcome): void;
  onFailed(voice: VoiceName, error: CordboardError): void;
}

type ChangeState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'waiting'; readonly voice: VoiceName; readonly limit: NodeJS.Timeout }
  /** The limit is over: the change happens as soon as the agent is connected. */
  | { readonly phase: 'overdue'; readonly voice: VoiceName }
  | { readonly phase: 'switching'; readonly next: VoiceName | null }
  | { readonly phase: 'closed' };

/** Voice changes of one call. */
export class VoiceChange {
  readonly #handlers: VoiceChangeHandlers;
  #state: ChangeState = { phase: 'idle' };

  constructor(handlers: VoiceChangeHandlers) {
    this.#handlers = handlers;
  }

  /**
   * Asks for a voice; replaces an earlier wish that still waits. Asking for the voice in use
   * cancels the wish.
   */
  request(voice: VoiceName): void {
    const state = this.#state;
    if (state.phase === 'closed') {
      return;
    }
    if (state.phase !== 'switching' && voice === this.#handlers.current()) {
      this.#cancel();
      return;
    }
    switch (state.phase) {
      case 'switching':
        this.#state = { ...state, next: voice };
        break;
      case 'idle':
        this.#state = { phase: 'waiting', voice, limit: this.#startLimit() };
        break;
      default:
        this.#state = { ...state, voice };
    }
    this.#handlers.onPending(voice);
    this.momentMayHaveCome();
  }

  /** To be called whenever the talk may have become quiet, or the agent may have connected. */
  momentMayHaveCome(): void {
    const state = this.#state;
    if (state.phase === 'waiting' && this.#handlers.isQuiet()) {
      clearTimeout(state.limit);
      void this.#switch(state.voice);
    } else if (state.phase === 'overdue' && this.#handlers.isConnected()) {
      this.#handlers.silence();
      void this.#switch(state.voice);
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
      this.#state = { phase: 'overdue', voice: this.#state.voice };
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

  async #switch(voice: VoiceName): Promise<void> {
    this.#state = { phase: 'switching', next: null };
    let result: Result<VoiceChangeOutcome>;
    try {
      result = await this.#handlers.switchTo(voice);
    } catch (thrown) {
      result = fail(cordboardError('internal', phrase('agent.defect'), { cause: thrown }));
    }
    this.#finish(voice, result);
  }

  #finish(voice: VoiceName, result: Result<VoiceChangeOutcome>): void {
    if (this.#state.phase !== 'switching') {
      return;
    }
    const { next } = this.#state;
    this.#state = { phase: 'idle' };
    if (result.ok) {
      this.#handlers.onChanged(voice, result.value);
    } else {
      this.#handlers.onFailed(voice, result.error);
    }
    if (next !== null && next !== this.#handlers.current()) {
      this.request(next);
    } else {
      this.#handlers.onPending(null);
    }
  }
}
