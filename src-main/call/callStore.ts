/**
 * The projection of all calls that window and HTTP API see: replaced as whole values, numbered by
 * revision, told in batches.
 */
import { TypedEmitter } from '#main/util/typedEmitter';
import type { Call, CallId } from '#model/call';
import type { ConsoleEvent, ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import type { Health } from '#model/health';
import type { Transcript, Turn } from '#model/transcript';

/**
 * Time changes are collected before they are told, ms: short enough to look live, long enough to
 * keep the window idle.
 */
export const BATCH_MS = 50;

/** All calls, their transcripts and the health of the parts. */
export class CallStore {
  readonly #calls = new Map<CallId, Call>();
  readonly #transcripts = new Map<CallId, Turn[]>();
  readonly #emitter = new TypedEmitter<{ batch: ConsoleEventBatch }>();
  /**
   * What changed since the last batch, by what it is about: a later change replaces an earlier one.
   */
  readonly #pending = new Map<string, ConsoleEvent>();
  #health: Health;
  #revision = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(health: Health) {
    this.#health = health;
  }

  get health(): Health {
    return this.#health;
  }

  /** The call with this id, or null. */
  call(callId: CallId): Call | null {
    return this.#calls.get(callId) ?? null;
  }

  /** All calls in the order they came. */
  get calls(): readonly Call[] {
    return [...this.#calls.values()];
  }

  /** Turns of a call; empty when it is not known. */
  transcript(callId: CallId): Transcript {
    return this.#transcripts.get(callId) ?? [];
  }

  /** Adds a call, or replaces it by a newer state of itself. */
  putCall(call: Call): void {
    if (this.#pending.get(`call ${call.id}`)?.type === 'callRemoved') {
      // A new call of the same channel: whoever follows must first forget the one before.
      this.#flush();
    }
    const known = this.#calls.has(call.id);
    this.#calls.set(call.id, call);
    const added = !known || this.#pending.get(`call ${call.id}`)?.type === 'callAdded';
    this.#change(`call ${call.id}`, { type: added ? 'callAdded' : 'callChanged', call });
  }

  /** Adds a turn, or replaces it by a grown one. Turns of one call come with ids 0, 1, 2 ... */
  putTurn(callId: CallId, turn: Turn): void {
    let turns = this.#transcripts.get(callId);
    if (turns === undefined) {
      turns = [];
      this.#transcripts.set(callId, turns);
    }
    turns[turn.id] = turn;
    this.#change(`turn ${String(turn.id)} ${callId}`, { type: 'turnChanged', callId, turn });
  }

  /** Forgets a call and its transcript. */
  removeCall(callId: CallId): void {
    if (!this.#calls.delete(callId)) {
      return;
    }
    for (const { id } of this.transcript(callId)) {
      this.#pending.delete(`turn ${String(id)} ${callId}`);
    }
    this.#transcripts.delete(callId);
    this.#change(`call ${callId}`, { type: 'callRemoved', callId });
  }

  setHealth(health: Health): void {
    this.#health = health;
    this.#change('health', { type: 'healthChanged', health });
  }

  /**
   * Everything at the present revision. Changes that wait for their batch are in it, and the batch
   * is told first.
   */
  snapshot(): ConsoleSnapshot {
    this.#flush();
    return {
      revision: this.#revision,
      health: this.#health,
      calls: this.calls,
      transcripts: Object.fromEntries(
        [...this.#transcripts].map(([callId, turns]) => [callId, [...turns]]),
      ),
    };
  }

  /** Follows the batches; the returned function stops. */
  onBatch(listener: (batch: ConsoleEventBatch) => void): () => void {
    return this.#emitter.on('batch', listener);
  }

  /** Tells what is left and stops. Idempotent. */
  close(): void {
    this.#flush();
    this.#emitter.removeAll();
  }

  #change(about: string, event: ConsoleEvent): void {
    this.#pending.set(about, event);
    this.#timer ??= setTimeout(() => {
      this.#flush();
    }, BATCH_MS);
  }

  #flush(): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
    }
    this.#timer = null;
    if (this.#pending.size === 0) {
      return;
    }
    const events = [...this.#pending.values()];
    this.#pending.clear();
    const baseRevision = this.#revision;
    this.#revision += 1;
    this.#emitter.emit('batch', { baseRevision, revision: this.#revision, events });
  }
}
