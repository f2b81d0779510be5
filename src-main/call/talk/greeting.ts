/**
 * Asks the agent once in a call to greet the caller, and again when its connection was lost before
 * anything was heard of it.
 */
export class Greeting {
  readonly #tell: (text: string) => void;
  #state: 'due' | 'asked' | 'over';

  /** The agent has been asked and has not begun. */
  get isAsked(): boolean {
    return this.#state === 'asked';
  }

  /** @param tell Tells the agent. */
  constructor(state: 'due' | 'over', tell: (text: string) => void) {
    this.#state = state;
    this.#tell = tell;
  }

  /**
   * The caller can hear the agent. `text`: what it is told; empty when there is nothing to greet
   * him with.
   */
  ask(text: string): void {
    if (this.#state !== 'due') {
      return;
    }
    if (text === '') {
      this.#state = 'over';
      return;
    }
    this.#state = 'asked';
    this.#tell(text);
  }

  /** The agent speaks. */
  heard(): void {
    this.#state = 'over';
  }

  /** The agent's connection is gone, and with it what it was asked for and has not begun with. */
  linkLost(): void {
    if (this.#state === 'asked') {
      this.#state = 'due';
    }
  }
}
