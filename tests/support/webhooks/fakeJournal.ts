import { TypedEmitter } from '#main/util/typedEmitter';
import type { WebhookJournal } from '#main/webhooks/journal';
import type { CallId } from '#model/call';
import type { WaitingWebhook } from '#model/webhooks';

type Events = { left: readonly WaitingWebhook[]; lost: undefined; erased: readonly CallId[] };

/** A journal in memory; the test says what happens to it. */
export class FakeJournal implements WebhookJournal {
  isWritten = true;
  readonly kept = new Map<string, WaitingWebhook>();
  readonly #emitter = new TypedEmitter<Events>();

  put(webhook: WaitingWebhook): void {
    this.kept.set(`${webhook.receiver} ${webhook.id}`, webhook);
  }

  remove({ receiver, id }: WaitingWebhook): void {
    this.kept.delete(`${receiver} ${id}`);
  }

  onLeft(listener: (left: readonly WaitingWebhook[]) => void): () => void {
    return this.#emitter.on('left', listener);
  }

  onLost(listener: () => void): () => void {
    return this.#emitter.on('lost', listener);
  }

  onErased(listener: (callIds: readonly CallId[]) => void): () => void {
    return this.#emitter.on('erased', listener);
  }

  /** Gives what another journal kept, as after a start. */
  open(left: readonly WaitingWebhook[]): void {
    for (const webhook of left) {
      this.put(webhook);
    }
    this.#emitter.emit('left', left);
  }

  lose(): void {
    this.kept.clear();
    this.#emitter.emit('lost', undefined);
  }

  erase(callIds: readonly CallId[]): void {
    this.#emitter.emit('erased', callIds);
  }
}
