import { randomUUID } from 'node:crypto';
import type { CallControl } from '#main/call/callControl';
import type { SummaryNews } from '#main/call/summary/summaries';
import type { MessageTaken } from '#main/call/tools/toolRunner';
import type { Log } from '#main/observability/log';
import type { Call, CallId } from '#model/call';
import type { CallRecording } from '#model/history';
import type { Transcript } from '#model/transcript';
import type { WebhookReceiver } from '#model/webhooks';
import { DELIVERY_LIMITS, type DeliveryCounts, type DeliveryLimits } from './delivery';
import { WebhookEvents } from './events';
import type { WebhookJournal } from './journal';
import { Receivers, type ReceiverSettings, type WebhookHealth } from './receivers';

export type WebhookSettings = ReceiverSettings & {
  /** WEBHOOK_INCLUDE_NUMBERS. */
  readonly webhookIncludeNumbers: boolean;
  /** WEBHOOK_INCLUDE_TRANSCRIPT. */
  readonly webhookIncludeTranscript: boolean;
  /** WEBHOOK_INCLUDE_SUMMARY. */
  readonly webhookIncludeSummary: boolean;
};

/** What the calls tell, besides their own changes. Each function follows; its result stops that. */
type CallNews = {
  /** The messages that callers leave. */
  readonly onMessage: (listener: (taken: MessageTaken) => void) => () => void;
  /** The recordings that are complete. */
  readonly onRecording: (
    listener: (callId: CallId, recording: CallRecording) => void,
  ) => () => void;
  /** What becomes of the summaries. */
  readonly onSummary: (listener: (news: SummaryNews) => void) => () => void;
};

type WebhooksOptions = CallNews & {
  readonly control: Pick<CallControl, 'onBatch'>;
  /** What was said in a call so far. */
  readonly transcriptOf: (callId: CallId) => Transcript;
  /** Whether a call that has ended gets a summary of itself. */
  readonly expectsSummary: (call: Call) => boolean;
  /** Read at every event: a change takes effect at once. */
  readonly settings: () => WebhookSettings;
  readonly journal: WebhookJournal;
  readonly log: Log;
  /** Cordboard's version, for the User-Agent. */
  readonly version: string;
  /** How the receivers are doing. Told often, mostly the same. */
  readonly onHealth: (health: WebhookHealth) => void;
  /** Replaces some of DELIVERY_LIMITS, for tests. */
  readonly limits?: Partial<DeliveryLimits>;
  /** By default Node's own. */
  readonly fetch?: typeof fetch;
};

export type Webhooks = {
  /** Outcomes of the events so far, over all receivers; each figure only grows. */
  readonly counts: Readonly<DeliveryCounts>;
  /** Events that wait, over all receivers. */
  readonly waiting: number;
  readonly receivers: readonly WebhookReceiver[];
  /** Begins to send. Before, events only wait: those of an earlier run go first. */
  start(): void;
  /** The settings have changed. */
  refresh(): void;
  /** Sends a receiver all that waits. Gives whether there is such a receiver. */
  sendNow(receiver: string): boolean;
  /** Stops following the calls. Events that can be sent have 2 s. Idempotent. */
  close(): Promise<void>;
};

/**
 * Follows the calls and posts events about them to WEBHOOK_URLS, as docs/webhooks.md says. A slow
 * or dead receiver costs the calls nothing.
 */
export function createWebhooks(options: WebhooksOptions): Webhooks {
  const { settings, journal, log, version, onHealth, fetch: post = fetch } = options;
  const counts: DeliveryCounts = { delivered: 0, failed: 0, dropped: 0 };
  const receivers = new Receivers({
    ...{ settings, journal, counts, log, onHealth },
    userAgent: `Cordboard/${version}`,
    limits: { ...DELIVERY_LIMITS, ...options.limits },
    fetch: post,
  });
  const stops = [...followCalls(options, receivers), ...followJournal(journal, receivers)];
  let closing: Promise<void> | null = null;
  return {
    counts,
    get waiting() {
      return receivers.waiting;
    },
    get receivers() {
      return receivers.list;
    },
    start: () => {
      receivers.start();
    },
    refresh: () => {
      receivers.refresh();
    },
    sendNow: (receiver) => receivers.sendNow(receiver),
    close: () => {
      for (const stop of stops) {
        stop();
      }
      return (closing ??= receivers.close());
    },
  };
}

function followCalls(options: WebhooksOptions, receivers: Receivers): readonly (() => void)[] {
  const { control, onMessage, onRecording, onSummary, settings, transcriptOf } = options;
  const events = new WebhookEvents({
    includeNumbers: () => settings().webhookIncludeNumbers,
    transcriptOf: (callId) => (settings().webhookIncludeTranscript ? transcriptOf(callId) : null),
    includeSummary: () => settings().webhookIncludeSummary,
    expectsSummary: options.expectsSummary,
    newId: randomUUID,
    now: Date.now,
    onEvent: (event, waitsUntil) => {
      receivers.put(event, waitsUntil);
    },
    onCompleted: (event, late) => {
      receivers.complete(event, late);
    },
  });
  return [
    control.onBatch((batch) => {
      for (const event of batch.events) {
        events.apply(event);
      }
    }),
    onMessage((taken) => {
      events.messageTaken(taken);
    }),
    onRecording((callId, recording) => {
      events.recordingReady(callId, recording);
    }),
    onSummary((news) => {
      events.summaryEnded(news);
    }),
  ];
}

function followJournal(journal: WebhookJournal, receivers: Receivers): readonly (() => void)[] {
  return [
    journal.onLeft((left) => {
      receivers.adopt(left);
    }),
    journal.onLost(() => {
      receivers.keepAgain();
    }),
    journal.onErased((callIds) => {
      receivers.forget(callIds);
    }),
  ];
}
