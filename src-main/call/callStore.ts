/**
 * All calls as window and HTTP API see them: whole values, numbered by revision, published in
 * batches.
 */
import { TypedEmitter } from '#main/util/typedEmitter';
import type { Call, CallId } from '#model/call';
import type { ConsoleEvent, ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import type { Health } from '#model/health';
import { placeOfTurn, type Transcript, type Turn } from '#model/transcript';

/**
 * Shortest time between two batches, ms: short enough to look live. Each costs the window a picture
 * of its own, which without a graphics card is the dearest thing it does.
 */
export const BATCH_MS = 100;

/** After a pause, changes are collected only this long, ms: what a click changes comes at once. */
export const FIRST_BATCH_MS = 10;

/** All calls, their transcripts and the health of the parts. */
export class CallStore {
  readonly #calls = new Map<CallId, Call>();
  readonly #transcripts = new Map<CallId, Turn[]>();
  readonly #emitter = new TypedEmitter<{ batch: ConsoleEventBatch }>();
  /**
   * Changes since the last batch, by subject: a later change of a subject replaces an earlier one.
   */
  readonly #pending = new Map<string, ConsoleEvent>();
  #health: Health;
  #revision = 0;
  #timer: NodeJS.Timeout | null = null;
  #publishedMs = Number.NEGATIVE_INFINITY;

  constructor(health: Health) {
    this.#health = health;
  }

  get health(): Health {
    return this.#health;
  }

  call(callId: CallId): Call | null {
    return this.#calls.get(callId) ?? null;
  }

  /** In the order in which the calls came. */
  get calls(): readonly Call[] {
    return [...this.#calls.values()];
  }

  /** Turns of a call; empty if the call is unknown. */
  transcript(callId: CallId): Transcript {
    return this.#transcripts.get(callId) ?? [];
  }

  /** Adds a call, or replaces it by a newer state of itself. */
  putCall(call: Call): void {
    if (this.#pending.get(`call ${call.id}`)?.type === 'callRemoved') {
      // A new call of the same channel: listeners must first forget the earlier one.
      this.#flush();
    }
    const known = this.#calls.has(call.id);
    this.#calls.set(call.id, call);
    const added = !known || this.#pending.get(`call ${call.id}`)?.type === 'callAdded';
    this.#change(`call ${call.id}`, { type: added ? 'callAdded' : 'callChanged', call });
  }

  /** Adds a turn, or replaces it with its longer version. Turn ids of one call grow. */
  putTurn(callId: CallId, turn: Turn): void {
    let turns = this.#transcripts.get(callId);
    if (turns === undefined) {
      turns = [];
      this.#transcripts.set(callId, turns);
    }
    const { at, replaces } = placeOfTurn(turns, turn);
    turns.splice(at, replaces, turn);
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

  /** Everything at the present revision. Pending changes are published as a batch first. */
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

  /** Subscribes to the batches; the returned function unsubscribes. */
  onBatch(listener: (batch: ConsoleEventBatch) => void): () => void {
    return this.#emitter.on('batch', listener);
  }

  /** Publishes pending changes and stops. Idempotent. */
  close(): void {
    this.#flush();
    this.#emitter.removeAll();
  }

  #change(about: string, event: ConsoleEvent): void {
    this.#pending.set(about, event);
    if (this.#timer === null) {
      const sinceMs = performance.now() - this.#publishedMs;
      const waitMs = Math.max(FIRST_BATCH_MS, BATCH_MS - sinceMs);
      this.#timer = setTimeout(() => {
        this.#flush();
      }, waitMs);
    }
  }

  #flush(): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
    }
    this.#timer = null;
    if (this.#pending.size === 0) {
      return;
    }
    this.#publishedMs = performance.now();
    const events = [...this.#pending.values()];
    this.#pending.clear();
    const baseRevision = this.#revision;
    this.#revision += 1;
    this.#emitter.emit('batch', { baseRevision, revision: this.#revision, events });
  }
}
