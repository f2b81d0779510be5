/**
 * Longest time after an interruption for which audio is taken for a remainder of the interrupted turn, ms. Without a limit, a
 * lost `turnComplete` would silence the agent for the rest of the call.
 */
const REMAINDER_LIMIT_MS = 5_000;

/**
 * Which of the service's audio belongs to a turn that is still to be heard. After `interrupted` the service may still send audio
 * of that turn until its `turnComplete` (Gemini Live API, "Handle interruptions"); none of it may reach the caller.
 *
 * This follows the service's own word and keeps the promise of `onInterrupted`, whoever uses the agent. A call also drops the
 * rest of a turn that the service has not noticed to be interrupted, by its own detector (`TurnController`); neither can stand
 * in for the other.
 */
export class TurnGate {
  #state: 'idle' | 'running' | 'interrupted' = 'idle';
  #interruptedAtMs = 0;

  /** A turn is running: the service has begun it and has not ended it. */
  get turnRunning(): boolean {
    return this.#state !== 'idle';
  }

  /** Content of the agent came; whether it is to be heard. */
  onContent(): boolean {
    if (this.#state === 'interrupted') {
      if (performance.now() - this.#interruptedAtMs < REMAINDER_LIMIT_MS) {
        return false;
      }
    }
    this.#state = 'running';
    return true;
  }

  /** The service stopped the turn. After the end of a turn there is no remainder, so the next one must not be dropped. */
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
