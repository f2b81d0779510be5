/**
 * EXTERNAL_MEDIA_TRANSPORT=websocket-listen: Asterisk connects to Cordboard at
 * ws://EXTERNAL_MEDIA_HOST:EXTERNAL_MEDIA_PORT/external_media. A section of its
 * websocket_client.conf holds this URL (Asterisk docs, "WebSocket Channel Driver", outgoing
 * connections). The URL is the same for every call, so a connection says with MEDIA_START which
 * channel it belongs to. A URL that ends in a channel id is accepted too.
 */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { withTimeout } from '#main/util/timeout';
import { phrase } from '#model/phrases/phrase';
import type {
  ExpectedTransport,
  ExternalMediaRequest,
  MediaTransport,
  MediaTransportFactory,
} from '../mediaTransport';
import type { MediaControlFormat } from './control';
import { type Admission, MEDIA_PATH, MediaListener } from './listener';
import { WebSocketTransport } from './transport';

/** Time for a connection to say which channel it belongs to, ms. */
const IDENTIFY_WITHIN_MS = 5000;
/** Most connections that have not said their channel yet. */
const MAX_UNIDENTIFIED = 256;
/** RFC 6455 close code. */
const POLICY_VIOLATION = 1008;

export type WebSocketListenFactoryOptions = {
  /** EXTERNAL_MEDIA_HOST: host name or address to listen on. */
  readonly host: string;
  /** EXTERNAL_MEDIA_PORT; 0 takes a free one. */
  readonly port: number;
  /** EXTERNAL_MEDIA_CLIENT: section of Asterisk's websocket_client.conf. */
  readonly client: string;
  /**
   * EXTERNAL_MEDIA_USERNAME and EXTERNAL_MEDIA_PASSWORD that Asterisk must send; both empty: no
   * login.
   */
  readonly username: string;
  readonly password: string;
  /** EXTERNAL_MEDIA_CONTROL_FORMAT. */
  readonly controlFormat: MediaControlFormat;
  readonly log: Log;
};

/** A channel whose connection is expected, until it is opened or called off. */
type Place = {
  /** The connection of the channel, once it has come. */
  transport: WebSocketTransport | null;
  /** Resolves when the connection has come, or was called off. */
  readonly arrival: Promise<void>;
  readonly arrived: () => void;
};

/** Makes transports that Asterisk connects to. */
export class WebSocketListenFactory implements MediaTransportFactory {
  readonly hasAlternative = false;
  readonly #request: ExternalMediaRequest;
  readonly #options: WebSocketListenFactoryOptions;
  readonly #listener: MediaListener;
  readonly #places = new Map<string, Place>();
  readonly #unidentified = new Set<WebSocketTransport>();
  #refusedConnections = 0;

  constructor(options: WebSocketListenFactoryOptions) {
    this.#options = options;
    this.#request = {
      params: {
        transport: 'websocket',
        encapsulation: 'none',
        connection_type: 'client',
        external_host: options.client,
        format: 'slin16',
        // Any other text in f() crashes Asterisk up to 22.10.
        ...(options.controlFormat === 'json' ? { transport_data: 'f(json)' } : {}),
      },
    };
    this.#listener = new MediaListener({
      host: options.host,
      port: options.port,
      username: options.username,
      password: options.password,
      admit: (channelId) => this.#admit(channelId),
      onSocket: (socket, connection, channelId) => {
        void this.#identify(socket, connection, channelId);
      },
      onRefused: (reason) => {
        this.#countRefusal(reason);
      },
      onError: (error) => {
        options.log.warn({ error }, 'the server for media connections met an error');
      },
    });
  }

  /** Connections turned away since the start. */
  get refusedConnections(): number {
    return this.#refusedConnections;
  }

  /** Port it listens on; null when it does not listen. */
  get port(): number | null {
    return this.#listener.port;
  }

  /** Begins to listen. Fails with `config`, naming the setting to change. */
  listen(): Promise<Result<void>> {
    return this.#listener.listen();
  }

  /**
   * Stops listening and closes connections that have not said their channel; open transports are
   * left to their users. Idempotent.
   */
  close(): Promise<void> {
    for (const transport of this.#unidentified) {
      transport.closeWith(1001, 'shutting down');
    }
    this.#listener.close();
    return Promise.resolve();
  }

  expect(mediaChannelId: string): ExpectedTransport {
    let arrived = (): void => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const place: Place = { transport: null, arrival, arrived };
    this.#places.set(mediaChannelId, place);
    return {
      request: () => Promise.resolve(ok(this.#request)),
      open: (_variables, timeoutMs) => this.#open(mediaChannelId, place, timeoutMs),
      cancel: () => {
        this.#giveUp(mediaChannelId, place);
      },
    };
  }

  async #open(channelId: string, place: Place, timeoutMs: number): Promise<Result<MediaTransport>> {
    const came = await withTimeout(
      place.arrival.then((): Result<void> => done),
      timeoutMs,
      phrase('media.websocket-missing', {
        limitMs: timeoutMs,
        client: this.#options.client,
        port: this.#listener.port ?? this.#options.port,
        path: MEDIA_PATH,
      }),
    );
    if (this.#places.get(channelId) !== place) {
      return fail(cordboardError('cancelled', phrase('media.called-off')));
    }
    if (!came.ok) {
      this.#giveUp(channelId, place);
      return came;
    }
    // The transport belongs to its user now; another connection for the same channel is refused.
    this.#places.delete(channelId);
    const { transport } = place;
    return transport === null || transport.isClosed
      ? fail(cordboardError('network', phrase('media.closed-at-once')))
      : ok(transport);
  }

  #giveUp(channelId: string, place: Place): void {
    if (this.#places.get(channelId) === place) {
      this.#places.delete(channelId);
      place.transport?.close();
    }
    place.arrived();
  }

  /** Decides about a connection by the channel id in its URL, if there is one. */
  #admit(channelId: string | null): Admission {
    if (channelId === null) {
      return this.#unidentified.size < MAX_UNIDENTIFIED ? 'admit' : 'busy';
    }
    const place = this.#places.get(channelId);
    if (place === undefined) {
      return 'unknown';
    }
    return place.transport === null ? 'admit' : 'taken';
  }

  /** Waits until a new connection says its channel, and gives it to that channel. */
  async #identify(
    socket: WebSocket,
    connection: Duplex,
    pathChannelId: string | null,
  ): Promise<void> {
    const transport = new WebSocketTransport({
      socket,
      connection,
      name: 'websocket-listen',
      controlFormat: this.#options.controlFormat,
      log: this.#options.log,
    });
    this.#unidentified.add(transport);
    const started = await withTimeout(
      transport.mediaStarted,
      IDENTIFY_WITHIN_MS,
      phrase('media.websocket-nameless', { limitMs: IDENTIFY_WITHIN_MS }),
    );
    this.#unidentified.delete(transport);
    if (!started.ok) {
      this.#refuse(transport, started.error.message);
      return;
    }
    const channelId = started.value.channelId ?? pathChannelId;
    if (channelId === null) {
      this.#refuse(transport, 'this Asterisk does not tell the channel id; 22.8 or later does');
      return;
    }
    if (pathChannelId !== null && pathChannelId !== channelId) {
      this.#refuse(transport, 'URL and MEDIA_START name different channels');
      return;
    }
    const place = this.#places.get(channelId);
    if (place?.transport !== null) {
      this.#refuse(
        transport,
        place === undefined ? 'unknown channel' : 'channel is connected already',
      );
      return;
    }
    place.transport = transport;
    place.arrived();
  }

  #refuse(transport: WebSocketTransport, reason: string): void {
    transport.closeWith(POLICY_VIOLATION, 'not expected');
    this.#countRefusal(reason);
  }

  #countRefusal(reason: string): void {
    this.#refusedConnections += 1;
    this.#options.log.warn(
      { reason, refused: this.#refusedConnections },
      'media connection refused',
    );
  }
}
