import { randomUUID } from 'node:crypto';
import type { CallControl } from '#main/call/callControl';
import type { MessageTaken } from '#main/call/tools/toolRunner';
import type { Log } from '#main/observability/log';
import { parseWebhookUrls } from '#main/rules/webhookUrls';
import {
  DELIVERY_LIMITS,
  type DeliveryCounts,
  type DeliveryLimits,
  WebhookDelivery,
} from './delivery';
import { WebhookEvents } from './events';

/** The settings of the announcements, in force now. */
export type WebhookSettings = {
  /** WEBHOOK_URLS as written. */
  readonly webhookUrls: string;
  /** WEBHOOK_SECRET; nothing is sent while it is empty. */
  readonly webhookSecret: string;
  /** WEBHOOK_INCLUDE_NUMBERS. */
  readonly webhookIncludeNumbers: boolean;
};

/** What the announcements are made with. */
export type WebhooksOptions = {
  readonly control: Pick<CallControl, 'onBatch'>;
  /** Follows the messages that callers leave; the returned function stops. */
  readonly onMessage: (listener: (taken: MessageTaken) => void) => () => void;
  /** Asked for at every event: a change takes effect at once. */
  readonly settings: () => WebhookSettings;
  readonly log: Log;
  /** Cordboard's version, for the User-Agent. */
  readonly version: string;
  /** Other bounds than the usual ones, for tests. */
  readonly limits?: Partial<DeliveryLimits>;
  /** How requests are made; Node's own by default. */
  readonly fetch?: typeof fetch;
};

/** Tells other programs what happens. */
export type Webhooks = {
  /** What became of the events so far, over all addresses; each figure only grows. */
  readonly counts: Readonly<DeliveryCounts>;
  /** Stops following the calls and gives what waits a last chance, at most 2 s. Idempotent. */
  close(): Promise<void>;
};

/** Time for what waits at the end of the program, ms. */
const CLOSE_GRACE_MS = 2_000;

/** Follows the calls; see docs/monitoring.md for what is sent. A receiver that is slow or gone costs the calls nothing. */
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

/** The addresses in force, each with its queue. */
class AddressBook {
  readonly #options: WebhooksOptions;
  readonly #counts: DeliveryCounts;
  #deliveries = new Map<string, WebhookDelivery>();
  /** Ends of addresses that were taken out of the settings. */
  readonly #leaving = new Set<Promise<void>>();
  #text = '';
  #warned = '';

  constructor(options: WebhooksOptions, counts: DeliveryCounts) {
    this.#options = options;
    this.#counts = counts;
  }

  /** Deliveries to the addresses in force; none while there is no secret to sign with. */
  current(): Iterable<WebhookDelivery> {
    const { webhookUrls, webhookSecret } = this.#options.settings();
    if (webhookUrls !== this.#text) {
      this.#text = webhookUrls;
      this.#change(webhookUrls);
    }
    if (this.#deliveries.size > 0 && webhookSecret === '') {
      this.#warn('WEBHOOK_SECRET is not set. Nothing is sent without a signature: set it.');
      return [];
    }
    return this.#deliveries.values();
  }

  async close(): Promise<void> {
    const left = [...this.#deliveries.values()].map((delivery) => delivery.close(CLOSE_GRACE_MS));
    await Promise.all([...left, ...this.#leaving]);
  }

  #change(text: string): void {
    const parsed = parseWebhookUrls(text);
    if (!parsed.ok) {
      this.#warn(`WEBHOOK_URLS ${parsed.error.message}`);
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
      const end = delivery.close(CLOSE_GRACE_MS).finally(() => this.#leaving.delete(end));
      this.#leaving.add(end);
    }
  }

  /** Says the same only once. */
  #warn(problem: string): void {
    if (problem !== this.#warned) {
      this.#warned = problem;
      this.#options.log.warn({ problem }, 'webhooks are not sent');
    }
  }
}
