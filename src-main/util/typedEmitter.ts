/** A map of event name to the one payload its listeners get. */
export type EventMap = Record<string, unknown>;

/** Called with the payload of an event. */
export type Listener<T> = (payload: T) => void;

/**
 * A small typed event source. Unlike node:events, a listener that throws is reported and the others still run: a bad
 * listener must not break media.
 */
export class TypedEmitter<Events extends EventMap> {
  readonly #listeners = new Map<keyof Events, Set<Listener<never>>>();
  readonly #onListenerError: (error: unknown) => void;

  /** @param onListenerError Told of every exception a listener throws. */
  constructor(onListenerError: (error: unknown) => void = reportListenerError) {
    this.#onListenerError = onListenerError;
  }

  /** Adds a listener; the returned function removes it. */
  on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): () => void {
    let listeners = this.#listeners.get(name);
    if (listeners === undefined) {
      listeners = new Set();
      this.#listeners.set(name, listeners);
    }
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Calls every listener of an event in the order they were added. */
  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void {
    const listeners = this.#listeners.get(name);
    if (listeners === undefined) {
      return;
    }
    for (const listener of listeners) {
      try {
        (listener as unknown as Listener<Events[Name]>)(payload);
      } catch (error) {
        this.#onListenerError(error);
      }
    }
  }

  /** Removes every listener. */
  removeAll(): void {
    this.#listeners.clear();
  }
}

function reportListenerError(error: unknown): void {
  queueMicrotask(() => {
    process.emitWarning(error instanceof Error ? error : String(error), 'ListenerError');
  });
}
