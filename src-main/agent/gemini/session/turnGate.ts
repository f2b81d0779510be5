/**
 * After an interruption, audio within this time belongs to the interrupted turn, ms. Without a
 * limit, a lost `turnComplete` would silence the agent for the rest of the call.
 */
const REMAINDER_LIMIT_MS = 5_000;

/**
 * Decides which of the service's audio the caller may hear. After `interrupted` the service may
 * still send audio of that turn until its `turnComplete` (Gemini Live API, "Handle interruptions");
 * none of it may reach the caller.
 *
 * This class follows the service's messages and keeps the promise of `onInterrupted`. A call's own
 * detector finds interruptions that the service does not notice (`TurnController`). Both are
 * needed.
 */
export class TurnGate {
  #state: 'idle' | 'running' | 'interrupted' = 'idle';
  #interruptedAtMs = 0;

  /** Whether the service has begun a turn and not ended it. */
  get turnRunning(): boolean {
    return this.#state !== 'idle';
  }

  /** Content of the agent came. Returns whether the caller may hear it. */
  onContent(): boolean {
    if (this.#state === 'interrupted') {
      if (performance.now() - this.#interruptedAtMs < REMAINDER_LIMIT_MS) {
        return false;
      }
    }
    this.#state = 'running';
    return true;
  }

  /**
   * The service interrupted the turn. Between turns this means nothing: the next turn must not be
   * dropped.
   */
  onInterrupted(): void {
    if (this.#state === 'running') {
      this.#state = 'interrupted';
      this.#interruptedAtMs = performance.now();
    }
  }

  /** The turn is over, or the connection it belonged to. */
  reset(): void {
    this.#state = 'idle';
  }
}
