/** The events that wait for one receiver, in their order, bounded. */
import type { CallId } from '#model/call';
import type { WaitingWebhook } from '#model/webhooks';

/** How much may wait for one receiver. */
export type QueueLimits = { readonly events: number; readonly bytes: number };

export class WaitingQueue {
  readonly #limits: QueueLimits;
  /** By id. A new state of an event keeps its place. */
  #events = new Map<string, WaitingWebhook>();
  #bytes = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#events.size;
  }

  /** In their order. */
  get all(): readonly WaitingWebhook[] {
    return [...this.#events.values()];
  }

  has(id: string): boolean {
    return this.#events.has(id);
  }

  find(id: string): WaitingWebhook | null {
    return this.#events.get(id) ?? null;
  }

  /** Adds the newest event. Gives the oldest ones that made room for it and wait no longer. */
  push(webhook: WaitingWebhook): readonly WaitingWebhook[] {
    this.#events.set(webhook.id, webhook);
    this.#bytes += bytesOf(webhook);
    return this.#makeRoom();
  }

  /** Adds events that are older than all others. Gives those there is no room for. */
  putFirst(older: readonly WaitingWebhook[]): readonly WaitingWebhook[] {
    const before = this.all;
    this.#events = new Map([...older, ...before].map((webhook) => [webhook.id, webhook]));
    this.#bytes += older.reduce((sum, webhook) => sum + bytesOf(webhook), 0);
    return this.#makeRoom();
  }

  /** Replaces an event by a newer state of itself. */
  replace(webhook: WaitingWebhook): void {
    const known = this.#events.get(webhook.id);
    this.#bytes += bytesOf(webhook) - (known === undefined ? 0 : bytesOf(known));
    this.#events.set(webhook.id, webhook);
  }

  remove({ id }: WaitingWebhook): void {
    const known = this.#events.get(id);
    if (known !== undefined) {
      this.#events.delete(id);
      this.#bytes -= bytesOf(known);
    }
  }

  /** The first event that may be sent now; else the one that may be sent next. Null without any. */
  next(now: number): WaitingWebhook | null {
    let soonest: WaitingWebhook | null = null;
    for (const webhook of this.#events.values()) {
      if (webhook.dueAt <= now) {
        return webhook;
      }
      if (soonest === null || webhook.dueAt < soonest.dueAt) {
        soonest = webhook;
      }
    }
    return soonest;
  }

  /** Takes out the events that began to wait before this moment, epoch ms. */
  takeOlderThan(moment: number): readonly WaitingWebhook[] {
    return this.#take(({ queuedAt }) => queuedAt < moment);
  }

  /** Takes out the events of these calls. */
  takeCalls(callIds: readonly CallId[]): readonly WaitingWebhook[] {
    return this.#take(({ callId }) => callIds.includes(callId));
  }

  takeAll(): readonly WaitingWebhook[] {
    return this.#take(() => true);
  }

  #makeRoom(): readonly WaitingWebhook[] {
    const { events, bytes } = this.#limits;
    const lost: WaitingWebhook[] = [];
    for (const webhook of this.#events.values()) {
      if (this.#events.size <= events && this.#bytes <= bytes) {
        break;
      }
      this.remove(webhook);
      lost.push(webhook);
    }
    return lost;
  }

  #take(test: (webhook: WaitingWebhook) => boolean): readonly WaitingWebhook[] {
    const taken = this.all.filter(test);
    for (const webhook of taken) {
      this.remove(webhook);
    }
    return taken;
  }
}

function bytesOf({ body }: WaitingWebhook): number {
  return Buffer.byteLength(body);
}
