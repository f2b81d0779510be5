/** The webhook events that wait, kept in the file of the record. */
import type { Result } from '#main/util/result';
import { TypedEmitter } from '#main/util/typedEmitter';
import type { CallId } from '#model/call';
import type { WaitingWebhook } from '#model/webhooks';
import type { RecordOperations, RecordRow, WebhookPage } from './historyMessages';
import type { WorkerLink } from './workerLink';

type StoredWebhooksOptions = {
  readonly record: WorkerLink<RecordOperations>;
  /** Queues a row to be written. */
  readonly put: (row: RecordRow) => void;
  readonly isWritten: () => boolean;
};

type StoredWebhooksEvents = {
  left: readonly WaitingWebhook[];
  lost: undefined;
  erased: readonly CallId[];
};

/** Events up to number `upTo`; those after number `after` are still to be read. */
type LeftWebhooks = { readonly upTo: number; after: number; readonly webhooks: WaitingWebhook[] };

/** Longest reading of a page, ms. */
const PAGE_LIMIT_MS = 10_000;

export class StoredWebhooks {
  readonly #options: StoredWebhooksOptions;
  readonly #emitter = new TypedEmitter<StoredWebhooksEvents>();
  /** What earlier runs left, as far as it was read; `given` once the listeners have it. */
  #left: 'unread' | LeftWebhooks | 'given' = 'unread';

  constructor(options: StoredWebhooksOptions) {
    this.#options = options;
  }

  /** Whether what is put now gets into the file. */
  get isWritten(): boolean {
    return this.#options.isWritten();
  }

  put(webhook: WaitingWebhook): void {
    this.#options.put({ kind: 'webhook', webhook });
  }

  remove({ receiver, id }: WaitingWebhook): void {
    this.#options.put({ kind: 'webhook-gone', receiver, id });
  }

  /** Gives the events that an earlier run left, oldest first, when the file is open. */
  onLeft(listener: (left: readonly WaitingWebhook[]) => void): () => void {
    return this.#emitter.on('left', listener);
  }

  /** Another file has taken the place of the one that had the events. */
  onLost(listener: () => void): () => void {
    return this.#emitter.on('lost', listener);
  }

  onErased(listener: (callIds: readonly CallId[]) => void): () => void {
    return this.#emitter.on('erased', listener);
  }

  /**
   * The file is open. This reads what is left of earlier runs, once; what could not be read goes on
   * when the file is opened again.
   * @param last Number of the last event that is in the file, before this run writes to it.
   */
  async opened(last: number, isReplaced: boolean): Promise<void> {
    if (isReplaced) {
      this.#emitter.emit('lost', undefined);
    }
    if (this.#left === 'given') {
      return;
    }
    const left =
      this.#left === 'unread' || isReplaced ? { upTo: last, after: 0, webhooks: [] } : this.#left;
    this.#left = left;
    if ((await this.#read(left)) && this.#left === left) {
      this.#left = 'given';
      this.#emitter.emit('left', left.webhooks);
    }
  }

  erased(callIds: readonly CallId[]): void {
    this.#emitter.emit('erased', callIds);
  }

  /** Whether all of it was read. */
  async #read(left: LeftWebhooks): Promise<boolean> {
    while (left.after < left.upTo) {
      const { after, upTo } = left;
      const page: Result<WebhookPage, unknown> = await this.#options.record.request(
        'waitingWebhooks',
        { after, upTo },
        PAGE_LIMIT_MS,
      );
      if (!page.ok) {
        return false;
      }
      left.webhooks.push(...page.value.webhooks);
      left.after = page.value.last ?? upTo;
    }
    return true;
  }
}
