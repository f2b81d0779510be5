import type { ToolCall } from '../voiceAgent';

/** Calls of one session whose result is still owed to the service. */
export class ToolTraffic {
  /** Whether the model waits for it, by the id of the call. */
  readonly #open = new Map<string, 'waits' | 'goes-on'>();

  /** A result is owed. */
  get pending(): boolean {
    return this.#open.size > 0;
  }

  /** The model waits for a result. */
  get modelWaits(): boolean {
    return [...this.#open.values()].includes('waits');
  }

  /** The service made a call. */
  called({ id }: ToolCall, modelWaits: boolean): void {
    this.#open.set(id, modelWaits ? 'waits' : 'goes-on');
  }

  /** The call is answered or cancelled; false when no result is owed for it (any more). */
  settle(id: string): boolean {
    return this.#open.delete(id);
  }

  /** The session is gone, and with it everything it waited for. */
  clear(): void {
    this.#open.clear();
  }
}
