/**
 * Sends all changes to the clients of GET /events, in the same batches and revisions as the window
 * gets.
 */
import { randomBytes } from 'node:crypto';
import type { CallControl } from '#main/call/callControl';
import type { Log } from '#main/observability/log';
import type { ConsoleEventBatch } from '#model/events';
import { batchView, snapshotView } from '../views';
import { eventText, HEARTBEAT, RECONNECT, seenRevision } from './eventFormat';

/** Receiver of a stream's text, such as the response of node:http. */
export type EventSink = {
  /** Bytes that the operating system has not taken yet. */
  readonly writableLength: number;
  write(text: string): unknown;
  end(): unknown;
  destroy(): unknown;
};

/** One client of the stream. */
export type EventClient = {
  readonly sink: EventSink;
  /** Name for the log. */
  readonly actor: string;
  /** Header Last-Event-ID. */
  readonly lastEventId: string | undefined;
  /** Whether the client may still read; checked at every heartbeat. */
  readonly mayRead: () => Promise<boolean>;
};

/** Options of a hub; the defaults stand below. */
export type EventHubOptions = {
  readonly picture: Pick<CallControl, 'snapshot' | 'onBatch'>;
  readonly log: Log;
  /** Time between heartbeats, ms. */
  readonly heartbeatMs?: number;
  /**
   * Most bytes that may wait for a slow client, its snapshot not counted; with more it is cut off.
   */
  readonly maxWaitingBytes?: number;
  /** Number of newest batches that are kept for clients that reconnect. */
  readonly keptBatches?: number;
  readonly maxClients?: number;
};

type Subscriber = EventClient & {
  /** Revision that the client has. */
  revision: number;
  /** Most bytes that may wait for the client. */
  allowance: number;
};

/** Defaults of the options. */
const HEARTBEAT_MS = 15_000;
const MAX_WAITING_BYTES = 4 * 1024 * 1024;
const KEPT_BATCHES = 400;
const MAX_CLIENTS = 32;

/** All streams of one server. */
export class EventHub {
  readonly #options: Required<EventHubOptions>;
  readonly #run = randomBytes(6).toString('hex');
  readonly #clients = new Set<Subscriber>();
  /** Newest batches, oldest first, without gaps between their revisions. */
  #recent: ConsoleEventBatch[] = [];
  readonly #stop: () => void;
  readonly #heartbeat: NodeJS.Timeout;

  constructor(options: EventHubOptions) {
    this.#options = {
      heartbeatMs: HEARTBEAT_MS,
      maxWaitingBytes: MAX_WAITING_BYTES,
      keptBatches: KEPT_BATCHES,
      maxClients: MAX_CLIENTS,
      ...options,
    };
    this.#stop = options.picture.onBatch((batch) => {
      this.#tell(batch);
    });
    this.#heartbeat = setInterval(() => {
      this.#beat();
    }, this.#options.heartbeatMs);
    this.#heartbeat.unref();
  }

  /** Whether the hub has no room for another client. */
  get isFull(): boolean {
    return this.#clients.size >= this.#options.maxClients;
  }

  get size(): number {
    return this.#clients.size;
  }

  /**
   * Begins a stream with the batches that the client has missed or, if they are no longer known,
   * with a snapshot. The returned function removes the client; call it when the connection ends.
   */
  add(client: EventClient): () => void {
    const subscriber: Subscriber = { ...client, revision: 0, allowance: 0 };
    client.sink.write(RECONNECT);
    // Before the client is added, because the snapshot publishes pending changes first.
    const snapshot = this.#options.picture.snapshot();
    const missed = this.#missedBy(client.lastEventId, snapshot.revision);
    subscriber.allowance = this.#options.maxWaitingBytes;
    this.#clients.add(subscriber);
    if (missed === null) {
      this.#sendSnapshot(subscriber, snapshot);
    } else {
      subscriber.revision = snapshot.revision;
      for (const batch of missed) {
        this.#send(subscriber, eventText('batch', this.#run, batch.revision, batchView(batch)));
      }
    }
    return () => {
      this.#clients.delete(subscriber);
    };
  }

  /** Ends all streams. Idempotent. */
  close(): void {
    this.#stop();
    clearInterval(this.#heartbeat);
    for (const { sink } of this.#clients) {
      sink.end();
    }
    this.#clients.clear();
  }

  #tell(batch: ConsoleEventBatch): void {
    if (this.#recent.at(-1)?.revision !== batch.baseRevision) {
      this.#recent = [];
    }
    this.#recent.push(batch);
    if (this.#recent.length > this.#options.keptBatches) {
      this.#recent.shift();
    }
    // Formatted once for all clients, and only if there is one.
    let text: string | null = null;
    for (const client of this.#clients) {
      if (batch.revision <= client.revision) {
        continue;
      }
      if (batch.baseRevision !== client.revision) {
        this.#sendSnapshot(client, this.#options.picture.snapshot());
        continue;
      }
      client.revision = batch.revision;
      text ??= eventText('batch', this.#run, batch.revision, batchView(batch));
      this.#send(client, text);
    }
  }

  /** The batches after the client's revision; null if some of them are no longer known. */
  #missedBy(lastEventId: string | undefined, now: number): readonly ConsoleEventBatch[] | null {
    const seen = seenRevision(lastEventId, this.#run);
    if (seen === null || seen > now) {
      return null;
    }
    if (seen === now) {
      return [];
    }
    const first = this.#recent.findIndex(({ baseRevision }) => baseRevision === seen);
    return first === -1 ? null : this.#recent.slice(first);
  }

  #sendSnapshot(
    client: Subscriber,
    snapshot: ReturnType<EventHubOptions['picture']['snapshot']>,
  ): void {
    const text = eventText('snapshot', this.#run, snapshot.revision, snapshotView(snapshot));
    client.revision = snapshot.revision;
    client.allowance = this.#options.maxWaitingBytes + text.length;
    this.#send(client, text);
  }

  #send(client: Subscriber, text: string): void {
    const waiting = client.sink.writableLength;
    if (waiting > 0 && waiting + text.length > client.allowance) {
      this.#clients.delete(client);
      this.#options.log.warn(
        { actor: client.actor, waitingBytes: waiting },
        'reader of the event stream is too slow and was cut off',
      );
      client.sink.destroy();
      return;
    }
    client.sink.write(text);
  }

  #beat(): void {
    for (const client of this.#clients) {
      this.#send(client, HEARTBEAT);
      void client.mayRead().then((allowed) => {
        if (!allowed && this.#clients.delete(client)) {
          client.sink.end();
        }
      });
    }
  }
}
