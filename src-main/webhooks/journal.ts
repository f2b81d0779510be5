import type { CallId } from '#model/call';
import type { WaitingWebhook } from '#model/webhooks';

/** Keeps the events that wait beyond the end of the program. Nothing here blocks or fails. */
export interface WebhookJournal {
  /** Whether what is put now outlives the program. */
  readonly isWritten: boolean;
  /** Keeps an event, or its newer state. */
  put(webhook: WaitingWebhook): void;
  remove(webhook: WaitingWebhook): void;
  /**
   * Gives the events that an earlier run left, oldest first, in one or more parts. The returned
   * function stops.
   */
  onLeft(listener: (left: readonly WaitingWebhook[]) => void): () => void;
  /** The journal has lost what was put: it must be put again. */
  onLost(listener: () => void): () => void;
  /** Calls were erased from the record, and their events from the journal. */
  onErased(listener: (callIds: readonly CallId[]) => void): () => void;
}
