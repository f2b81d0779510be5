/**
 * Asks the agent once in a call to greet the caller, and once more if its connection was lost
 * before it spoke.
 */
export class Greeting {
  readonly #tell: (text: string) => void;
  #state: 'due' | 'asked' | 'over';

  /** Whether the agent has been asked and has not begun. */
  get isAsked(): boolean {
    return this.#state === 'asked';
  }

  /** @param tell Sends the prompt to the agent. */
  constructor(state: 'due' | 'over', tell: (text: string) => void) {
    this.#state = state;
    this.#tell = tell;
  }

  /** The caller can hear the agent. `text`: the prompt for the agent; empty: no greeting. */
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

  heard(): void {
    this.#state = 'over';
  }

  /** The agent's connection is gone, and with it a greeting that it has not begun. */
  linkLost(): void {
    if (this.#state === 'asked') {
      this.#state = 'due';
    }
  }
}
