/**
 * Sends all changes to the clients of GET /events, in the same batches and revisions as the window
 * gets.
 */
import { randomBytes } from 'node:crypto';
import type { CallDesk } from '#main/desk/callDesk';
import type { SupervisorDesk } from '#main/desk/supervisorDesk';
import type { Log } from '#main/observability/log';
import type { ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
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
  /** The desk in the client's own name. */
  readonly calls: Pick<CallDesk, 'snapshot'>;
  /** Header Last-Event-ID. */
  readonly lastEventId: string | undefined;
  /** Whether the client may still read; checked at every heartbeat. */
  readonly mayRead: () => Promise<boolean>;
};

/** Options of a hub; the defaults stand below. */
export type EventHubOptions = {
  readonly desk: Pick<SupervisorDesk, 'follow'>;
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
  /** Revision that the client has; null while it waits for a snapshot. */
  revision: number | null;
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
    this.#stop = options.desk.follow((batch) => {
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
    const allowance = this.#options.maxWaitingBytes;
    const subscriber: Subscriber = { ...client, revision: null, allowance };
    client.sink.write(RECONNECT);
    this.#clients.add(subscriber);
    void this.#begin(subscriber, seenRevision(client.lastEventId, this.#run));
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
      if (client.revision === null || batch.revision <= client.revision) {
        continue;
      }
      if (batch.baseRevision !== client.revision) {
        client.revision = null;
        void this.#begin(client, null);
        continue;
      }
      client.revision = batch.revision;
      text ??= this.#batchText(batch);
      this.#send(client, text);
    }
  }

  /**
   * Brings a client to the newest revision: from the one it has seen, or else by a snapshot. The
   * snapshot is taken in any case: it publishes pending changes, and it is what the audit notes.
   */
  async #begin(client: Subscriber, seen: number | null): Promise<void> {
    try {
      const snapshot = await client.calls.snapshot();
      if (!this.#clients.has(client)) {
        return;
      }
      const missed = seen === null ? null : this.#batchesAfter(seen, snapshot.revision);
      if (missed === null) {
        this.#sendSnapshot(client, snapshot);
      }
      // More may have come while the snapshot was on its way.
      const next = missed ?? this.#batchesAfter(snapshot.revision, snapshot.revision) ?? [];
      for (const batch of next) {
        this.#send(client, this.#batchText(batch));
      }
      client.revision = next.at(-1)?.revision ?? snapshot.revision;
    } catch (error) {
      this.#options.log.error({ error }, 'event stream could not begin');
      this.#clients.delete(client);
      client.sink.destroy();
    }
  }

  /**
   * The batches after this revision; null if some of them are no longer known.
   * @param now The newest revision, if no batch has come since.
   */
  #batchesAfter(revision: number, now: number): readonly ConsoleEventBatch[] | null {
    if (revision === (this.#recent.at(-1)?.revision ?? now)) {
      return [];
    }
    const first = this.#recent.findIndex(({ baseRevision }) => baseRevision === revision);
    return first === -1 ? null : this.#recent.slice(first);
  }

  #batchText(batch: ConsoleEventBatch): string {
    return eventText('batch', this.#run, batch.revision, batchView(batch));
  }

  #sendSnapshot(client: Subscriber, snapshot: ConsoleSnapshot): void {
    const text = eventText('snapshot', this.#run, snapshot.revision, snapshotView(snapshot));
    client.allowance = this.#options.maxWaitingBytes + text.length;
    this.#send(client, text);
  }

  #send(client: Subscriber, text: string): void {
    if (!this.#clients.has(client)) {
      return;
    }
    const waiting = client.sink.writableLength;
    if (waiting > 0 && waiting + text.length > client.allowance) {
      this.#clients.delete(client);
      this.#options.log.warn(
        { waitingBytes: waiting, pii: { actor: client.actor } },
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
