/** Type of the payload by name of the event. */
type EventMap = Record<string, unknown>;

export type Listener<T> = (payload: T) => void;

/**
 * A small typed event source. Unlike with node:events, a listener that throws is reported and the
 * others still run: a bad listener must not break media.
 */
export class TypedEmitter<Events extends EventMap> {
  readonly #listeners = new Map<keyof Events, Set<Listener<never>>>();
  readonly #onListenerError: (error: unknown) => void;

  /** @param onListenerError Gets every exception that a listener throws. */
  constructor(onListenerError: (error: unknown) => void = reportListenerError) {
    this.#onListenerError = onListenerError;
  }

  /** The returned function removes the listener. */
  on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): () => void {
    let listeners = this.#listeners.get(name);
    if (listeners === undefined) {
      listeners = new Set();
      this.#listeners.set(name, listeners);
    }
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Calls every listener of an event, in the order in which they were added. */
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

  removeAll(): void {
    this.#listeners.clear();
  }
}

function reportListenerError(error: unknown): void {
  queueMicrotask(() => {
    process.emitWarning(error instanceof Error ? error : String(error), 'ListenerError');
  });
}
