/** Webhook events that wait for their receivers, and what people see of a receiver. */
import type { CallId } from './call';
import type { Phrase } from './phrases/phrase';

/** An event that one receiver has not taken yet. */
export type WaitingWebhook = {
  /** Id of the receiver, see WebhookReceiver. */
  readonly receiver: string;
  /** Id of the event: the same for all receivers and in every attempt. */
  readonly id: string;
  readonly type: string;
  readonly callId: CallId;
  /** Epoch ms at which it began to wait. */
  readonly queuedAt: number;
  /** The body of the request. May hold personal data. */
  readonly body: string;
  /** Attempts so far. */
  readonly attempts: number;
  /** How many of them got no answer in time. */
  readonly unanswered: number;
  /** Epoch ms before which it is not sent; 0 before the first attempt, unless it is held back. */
  readonly dueAt: number;
};

/** Why events wait for a receiver. */
export type WebhookRefusal = {
  /** Epoch ms of the first attempt that failed since the last delivery. */
  readonly since: number;
  /** Attempts that failed since then. */
  readonly attempts: number;
  /** What the last one brought. */
  readonly answer: Phrase;
  /** Epoch ms of the next attempt. */
  readonly nextAt: number;
};

/** A receiver without its address, whose path often holds a secret. */
export type WebhookReceiver = {
  /** Made of its address: the same in every run. */
  readonly id: string;
  /** Its place in WEBHOOK_URLS, from 1: two receivers may have one host. */
  readonly place: number;
  /** Host, with the port if it is not the usual one. */
  readonly host: string;
  /** Null while it takes events. */
  readonly refusal: WebhookRefusal | null;
  /** Events that wait. */
  readonly waiting: number;
  /** Events it never got since the program started: for lack of room, or after 72 h. */
  readonly lost: number;
  /** Whether the end of the program leaves what waits: `memory` while the record is not written. */
  readonly kept: 'disk' | 'memory';
};
