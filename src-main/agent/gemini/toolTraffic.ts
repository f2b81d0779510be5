import type { ToolCall } from '../voiceAgent';

/** The tool calls of one session that wait for a result. */
export class ToolTraffic {
  /** By the id of the call, whether the model waits for its result. */
  readonly #open = new Map<string, 'waits' | 'goes-on'>();

  get modelWaits(): boolean {
    return [...this.#open.values()].includes('waits');
  }

  /** The service made a call. */
  called({ id }: ToolCall, modelWaits: boolean): void {
    this.#open.set(id, modelWaits ? 'waits' : 'goes-on');
  }

  /** The call was answered or cancelled. Returns false when it was not waiting. */
  settle(id: string): boolean {
    return this.#open.delete(id);
  }

  /** The session is gone: no call waits any longer. */
  clear(): void {
    this.#open.clear();
  }
}
