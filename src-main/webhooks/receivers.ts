/** The receivers in force, each with its delivery. */
import type { Log } from '#main/observability/log';
import { parseWebhookUrls, webhookReceiverIdOf } from '#main/rules/webhookUrls';
import type { CallId } from '#model/call';
import type { ComponentState } from '#model/health';
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';
import type { WaitingWebhook, WebhookReceiver } from '#model/webhooks';
import { type DeliveryCounts, type DeliveryOptions, WebhookDelivery } from './delivery';
import type { WebhookEvent } from './events';
import type { WebhookJournal } from './journal';

export type ReceiverSettings = {
  /** WEBHOOK_URLS as written. */
  readonly webhookUrls: string;
  /** WEBHOOK_SECRET; nothing is sent while it is empty. */
  readonly webhookSecret: string;
  /** WEBHOOK_TIMEOUT. */
  readonly webhookTimeoutMs: number;
};

/** How all receivers together are doing. */
export type WebhookHealth = {
  readonly state: Extract<ComponentState, 'off' | 'missing' | 'ready' | 'reconnecting' | 'failed'>;
  readonly phrase: Phrase | null;
};

export type ReceiversOptions = Pick<DeliveryOptions, 'userAgent' | 'fetch' | 'limits'> & {
  readonly settings: () => ReceiverSettings;
  readonly journal: WebhookJournal;
  readonly counts: DeliveryCounts;
  readonly log: Log;
  readonly onHealth: (health: WebhookHealth) => void;
};

/** Time for events that can be sent when the program ends or a receiver is taken out, ms. */
const CLOSE_GRACE_MS = 2_000;

/** Failed attempts in a row after which people are told: one alone means little. */
const TOLD_AFTER = 3;

type Receiver = { readonly url: URL; readonly delivery: WebhookDelivery };

export class Receivers {
  readonly #options: ReceiversOptions;
  /** By id, in the order of WEBHOOK_URLS. */
  #receivers = new Map<string, Receiver>();
  /** Deliveries to receivers that are no longer in the settings, until they are closed. */
  readonly #closing = new Set<Promise<void>>();
  /** WEBHOOK_URLS as last read. */
  #text = '';
  /** What is wrong with WEBHOOK_URLS; null if nothing is. */
  #wrong: Phrase | null = null;
  #warned = '';
  #sending = false;

  constructor(options: ReceiversOptions) {
    this.#options = options;
    this.refresh();
  }

  get list(): readonly WebhookReceiver[] {
    this.refresh();
    const kept = this.#options.journal.isWritten ? 'disk' : 'memory';
    return [...this.#receivers].map(([id, { url, delivery }], index) => ({
      ...{ id, place: index + 1, host: url.host, kept },
      ...delivery.state,
    }));
  }

  get waiting(): number {
    return this.#deliveries.reduce((sum, { state }) => sum + state.waiting, 0);
  }

  /** Begins to send what waits. */
  start(): void {
    this.#sending = true;
    if (this.#receivers.size > 0 && !this.#options.journal.isWritten) {
      this.#options.log.warn({}, 'webhook events wait in memory only');
    }
    for (const delivery of this.#deliveries) {
      delivery.start();
    }
  }

  /**
   * Hands an event to each receiver; to none while there is no secret to sign with.
   * @param waitsUntil Epoch ms until which the event waits to be completed; 0: it is complete.
   */
  put(event: WebhookEvent, waitsUntil = 0): void {
    const body = JSON.stringify(event);
    for (const delivery of this.#inForce()) {
      delivery.put(event, body, waitsUntil);
    }
  }

  /** Sends an event that waited. Receivers that have it already get the other one, if any. */
  complete(event: WebhookEvent, late: WebhookEvent | null): void {
    const body = JSON.stringify(event);
    for (const delivery of this.#inForce()) {
      if (!delivery.complete(event, body) && late !== null) {
        delivery.put(late, JSON.stringify(late));
      }
    }
  }

  /** Takes what an earlier run left. Events for receivers that are gone are dropped. */
  adopt(left: readonly WaitingWebhook[]): void {
    this.refresh();
    const { journal, counts, log } = this.#options;
    const unknown = left.filter(({ receiver }) => !this.#receivers.has(receiver));
    for (const webhook of unknown) {
      journal.remove(webhook);
      counts.dropped += 1;
    }
    if (unknown.length > 0) {
      log.warn({ events: unknown.length }, 'webhook events of receivers that are gone dropped');
    }
    for (const [id, { delivery }] of this.#receivers) {
      delivery.adopt(left.filter(({ receiver }) => receiver === id));
    }
  }

  /** Puts everything into a journal that has lost it. */
  keepAgain(): void {
    for (const delivery of this.#deliveries) {
      delivery.keepAgain();
    }
  }

  /** The events of these calls were erased. */
  forget(callIds: readonly CallId[]): void {
    for (const delivery of this.#deliveries) {
      delivery.forget(callIds);
    }
  }

  /** Sends a receiver all that waits. Gives whether there is such a receiver. */
  sendNow(id: string): boolean {
    this.refresh();
    const receiver = this.#receivers.get(id);
    receiver?.delivery.sendNow();
    return receiver !== undefined;
  }

  async close(): Promise<void> {
    const left = this.#deliveries.map((delivery) => delivery.close(CLOSE_GRACE_MS));
    await Promise.all([...left, ...this.#closing]);
  }

  /** Follows the settings. */
  refresh(): void {
    const { webhookUrls } = this.#options.settings();
    if (webhookUrls !== this.#text) {
      this.#text = webhookUrls;
      this.#change(webhookUrls);
    }
    this.#tellHealth();
  }

  /** Those who get events now. */
  #inForce(): readonly WebhookDelivery[] {
    this.refresh();
    return this.#options.settings().webhookSecret === '' ? [] : this.#deliveries;
  }

  get #deliveries(): readonly WebhookDelivery[] {
    return [...this.#receivers.values()].map(({ delivery }) => delivery);
  }

  #change(text: string): void {
    const parsed = parseWebhookUrls(text);
    this.#wrong = parsed.ok
      ? null
      : phrase('webhooks.wrong-addresses', { why: parsed.error.phrase });
    const before = this.#receivers;
    this.#receivers = new Map();
    for (const url of parsed.ok ? parsed.value : []) {
      const id = webhookReceiverIdOf(url);
      this.#receivers.set(id, before.get(id) ?? this.#receiver(id, url));
      before.delete(id);
    }
    for (const { delivery } of before.values()) {
      const end = delivery.discard(CLOSE_GRACE_MS).finally(() => this.#closing.delete(end));
      this.#closing.add(end);
    }
  }

  #receiver(id: string, url: URL): Receiver {
    const { settings, journal, counts, log, limits, userAgent, fetch } = this.#options;
    const delivery = new WebhookDelivery({
      ...{ id, url, journal, counts, log, limits, userAgent, fetch },
      secret: () => settings().webhookSecret,
      timeoutMs: () => settings().webhookTimeoutMs,
      onChange: () => {
        this.#tellHealth();
      },
    });
    if (this.#sending) {
      delivery.start();
    }
    return { url, delivery };
  }

  #tellHealth(): void {
    const health = this.#health();
    this.#options.onHealth(health);
    if (health.state === 'missing' || health.state === 'failed') {
      this.#warn(health.phrase);
    }
  }

  #health(): WebhookHealth {
    if (this.#wrong !== null) {
      return { state: 'failed', phrase: this.#wrong };
    }
    if (this.#receivers.size === 0) {
      return { state: 'off', phrase: null };
    }
    if (this.#options.settings().webhookSecret === '') {
      return { state: 'missing', phrase: phrase('webhooks.no-secret') };
    }
    for (const { url, delivery } of this.#receivers.values()) {
      const { refusal } = delivery.state;
      if (refusal !== null && refusal.attempts >= TOLD_AFTER) {
        const { answer } = refusal;
        return {
          state: 'reconnecting',
          phrase: phrase('webhooks.wait', { host: url.host, answer }),
        };
      }
    }
    return { state: 'ready', phrase: null };
  }

  /** Warns, unless the last warning was the same. */
  #warn(said: Phrase | null): void {
    const problem = said === null ? '' : wordsOf(said);
    if (problem !== this.#warned) {
      this.#warned = problem;
      this.#options.log.warn({ problem }, 'webhooks are not sent');
    }
  }
}
