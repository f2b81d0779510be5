import { randomUUID } from 'node:crypto';
import type { CallControl } from '#main/call/callControl';
import type { MessageTaken } from '#main/call/tools/toolRunner';
import type { Log } from '#main/observability/log';
import { parseWebhookUrls } from '#main/rules/webhookUrls';
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';
import {
  DELIVERY_LIMITS,
  type DeliveryCounts,
  type DeliveryLimits,
  WebhookDelivery,
} from './delivery';
import { WebhookEvents } from './events';

export type WebhookSettings = {
  /** WEBHOOK_URLS as written. */
  readonly webhookUrls: string;
  /** WEBHOOK_SECRET; nothing is sent while it is empty. */
  readonly webhookSecret: string;
  /** WEBHOOK_INCLUDE_NUMBERS. */
  readonly webhookIncludeNumbers: boolean;
};

type WebhooksOptions = {
  readonly control: Pick<CallControl, 'onBatch'>;
  /** Follows the messages that callers leave; the returned function stops. */
  readonly onMessage: (listener: (taken: MessageTaken) => void) => () => void;
  /** Read at every event: a change takes effect at once. */
  readonly settings: () => WebhookSettings;
  readonly log: Log;
  /** Cordboard's version, for the User-Agent. */
  readonly version: string;
  /** Replaces some of DELIVERY_LIMITS, for tests. */
  readonly limits?: Partial<DeliveryLimits>;
  /** By default Node's own. */
  readonly fetch?: typeof fetch;
};

export type Webhooks = {
  /** Outcomes of the events so far, over all addresses; each figure only grows. */
  readonly counts: Readonly<DeliveryCounts>;
  /** Stops following the calls. Events that wait have 2 s to be delivered. Idempotent. */
  close(): Promise<void>;
};

/** Time for events that wait when the program ends, ms. */
const CLOSE_GRACE_MS = 2_000;

/**
 * Follows the calls and posts events about them to WEBHOOK_URLS, as docs/monitoring.md says. A slow
 * or dead receiver costs the calls nothing.
 */
export function createWebhooks(options: WebhooksOptions): Webhooks {
  const counts: DeliveryCounts = { delivered: 0, failed: 0, dropped: 0 };
  const addresses = new AddressBook(options, counts);
  const events = new WebhookEvents({
    includeNumbers: () => options.settings().webhookIncludeNumbers,
    newId: randomUUID,
    now: Date.now,
    onEvent: (event) => {
      for (const delivery of addresses.current()) {
        delivery.put(event);
      }
    },
  });
  const stops = [
    options.control.onBatch((batch) => {
      for (const event of batch.events) {
        events.apply(event);
      }
    }),
    options.onMessage((taken) => {
      events.messageTaken(taken);
    }),
  ];
  let closing: Promise<void> | null = null;
  return {
    counts,
    close: () => {
      for (const stop of stops) {
        stop();
      }
      return (closing ??= addresses.close());
    },
  };
}

/** The addresses in force, each with its delivery. */
class AddressBook {
  readonly #options: WebhooksOptions;
  readonly #counts: DeliveryCounts;
  #deliveries = new Map<string, WebhookDelivery>();
  /** Deliveries to addresses that are no longer in the settings, until they are closed. */
  readonly #closing = new Set<Promise<void>>();
  /** WEBHOOK_URLS as last read. */
  #text = '';
  #warned = '';

  constructor(options: WebhooksOptions, counts: DeliveryCounts) {
    this.#options = options;
    this.#counts = counts;
  }

  /** The deliveries in force; none while there is no secret to sign with. */
  current(): Iterable<WebhookDelivery> {
    const { webhookUrls, webhookSecret } = this.#options.settings();
    if (webhookUrls !== this.#text) {
      this.#text = webhookUrls;
      this.#change(webhookUrls);
    }
    if (this.#deliveries.size > 0 && webhookSecret === '') {
      this.#warn(phrase('webhooks.no-secret'));
      return [];
    }
    return this.#deliveries.values();
  }

  async close(): Promise<void> {
    const left = [...this.#deliveries.values()].map((delivery) => delivery.close(CLOSE_GRACE_MS));
    await Promise.all([...left, ...this.#closing]);
  }

  #change(text: string): void {
    const parsed = parseWebhookUrls(text);
    if (!parsed.ok) {
      this.#warn(phrase('webhooks.wrong-addresses', { why: parsed.error.phrase }));
    }
    const { limits, log, version } = this.#options;
    const before = this.#deliveries;
    this.#deliveries = new Map();
    for (const url of parsed.ok ? parsed.value : []) {
      const delivery =
        before.get(url.href) ??
        new WebhookDelivery({
          url,
          secret: () => this.#options.settings().webhookSecret,
          userAgent: `Cordboard/${version}`,
          counts: this.#counts,
          log,
          limits: { ...DELIVERY_LIMITS, ...limits },
          fetch: this.#options.fetch ?? fetch,
        });
      before.delete(url.href);
      this.#deliveries.set(url.href, delivery);
    }
    for (const delivery of before.values()) {
      const end = delivery.close(CLOSE_GRACE_MS).finally(() => this.#closing.delete(end));
      this.#closing.add(end);
    }
  }

  /** Warns, unless the last warning was the same. */
  #warn(said: Phrase): void {
    const problem = wordsOf(said);
    if (problem !== this.#warned) {
      this.#warned = problem;
      this.#options.log.warn({ problem }, 'webhooks are not sent');
    }
  }
}
