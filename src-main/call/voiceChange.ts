/**
 * A voice change as the supervisor asks for it: waits for a quiet moment, because the connection must be re-made for it, then
 * has the agent switch. The latest wish wins.
 */
import type { VoiceChangeOutcome } from '../agent/voiceAgent';
import type { VoiceName } from '../model/voices';
import type { CordboardError } from '../util/errors';
import type { Result } from '../util/result';

/** Longest wait for a quiet moment, ms; then the agent is cut short. */
const QUIET_LIMIT_MS = 5_000;

/** What a change needs and tells. */
export interface VoiceChangeHandlers {
  /** Nobody speaks, and the agent's turn is over. */
  isQuiet(): boolean;
  /** Cuts the agent short. */
  silence(): void;
  switchTo(voice: VoiceName): Promise<Result<VoiceChangeOutcome>>;
  /** The voice that is being waited for or switched to; null when none is. */
  onPending(voice: VoiceName | null): void;
  onChanged(voice: VoiceName, outcome: VoiceChangeOutcome): void;
  onFailed(voice: VoiceName, error: CordboardError): void;
}

type ChangeState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'waiting'; readonly voice: VoiceName; readonly limit: NodeJS.Timeout }
  | { readonly phase: 'switching'; readonly next: VoiceName | null }
  | { readonly phase: 'closed' };

/** Voice changes of one call. */
export class VoiceChange {
  readonly #handlers: VoiceChangeHandlers;
  #state: ChangeState = { phase: 'idle' };

  constructor(handlers: VoiceChangeHandlers) {
    this.#handlers = handlers;
  }

  /** Asks for a voice; replaces a wish that still waits. */
  request(voice: VoiceName): void {
    switch (this.#state.phase) {
      case 'closed':
        return;
      case 'switching':
        this.#state = { phase: 'switching', next: voice };
        break;
      case 'waiting':
        this.#state = { ...this.#state, voice };
        break;
      case 'idle':
        this.#state = {
          phase: 'waiting',
          voice,
          limit: setTimeout(() => {
            this.#handlers.silence();
            this.#begin();
          }, QUIET_LIMIT_MS),
        };
    }
    this.#handlers.onPending(voice);
    this.quietMayHaveCome();
  }

  /** To be called whenever the talk may have come to a quiet moment. */
  quietMayHaveCome(): void {
    if (this.#state.phase === 'waiting' && this.#handlers.isQuiet()) {
      this.#begin();
    }
  }

  /** Forgets what waits. Idempotent. */
  close(): void {
    if (this.#state.phase === 'waiting') {
      clearTimeout(this.#state.limit);
    }
    this.#state = { phase: 'closed' };
  }

  #begin(): void {
    if (this.#state.phase !== 'waiting') {
      return;
    }
    const { voice, limit } = this.#state;
    clearTimeout(limit);
    this.#state = { phase: 'switching', next: null };
    void this.#handlers.switchTo(voice).then((result) => {
      this.#finish(voice, result);
    });
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
    if (next !== null && next !== voice) {
      this.request(next);
    } else {
      this.#handlers.onPending(null);
    }
  }
}
