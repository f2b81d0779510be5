/**
 * EXTERNAL_MEDIA_TRANSPORT=websocket-listen: Asterisk connects to Cordboard at ws://EXTERNAL_MEDIA_HOST:EXTERNAL_MEDIA_PORT/external_media,
 * as told by a section of its websocket_client.conf (Asterisk docs, "WebSocket Channel Driver", outgoing connections). The URL is the
 * same for every call, so a connection says with MEDIA_START which channel it belongs to; a URL that ends in a channel id is understood
 * too.
 */
import type { WebSocket } from 'ws';
import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { withTimeout } from '#main/util/timeout';
import type {
  ExpectedTransport,
  ExternalMediaRequest,
  MediaTransport,
  MediaTransportFactory,
} from '../mediaTransport';
import type { MediaControlFormat } from './control';
import { type Admission, MEDIA_PATH, MediaListener } from './listener';
import { WebSocketMediaTransport } from './transport';

/** Time for a connection to say which channel it belongs to, ms. */
const IDENTIFY_WITHIN_MS = 5000;
/** Connections that have not said it yet, at most. */
const MAX_UNIDENTIFIED = 256;
/** RFC 6455 close code. */
const POLICY_VIOLATION = 1008;
const SILENT = 'no MEDIA_START within 5 s';

/** Settings of the listening transport. */
export type WebSocketListenOptions = {
  /** EXTERNAL_MEDIA_HOST: name or address to listen on. */
  readonly host: string;
  /** EXTERNAL_MEDIA_PORT; 0 takes a free one. */
  readonly port: number;
  /** EXTERNAL_MEDIA_CLIENT: section of Asterisk's websocket_client.conf. */
  readonly client: string;
  /** EXTERNAL_MEDIA_USERNAME and EXTERNAL_MEDIA_PASSWORD that Asterisk must show; both empty: none asked for. */
  readonly username: string;
  readonly password: string;
  /** EXTERNAL_MEDIA_CONTROL_FORMAT. */
  readonly controlFormat: MediaControlFormat;
  readonly log: Log;
};

/** A channel whose connection is expected, until it is opened or given up. */
type Place = {
  /** The connection that came for it. */
  transport: WebSocketMediaTransport | null;
  /** Resolves when it came. */
  readonly arrival: Promise<void>;
  readonly arrived: () => void;
};

/** Makes transports that Asterisk connects to. */
export class WebSocketListenTransportFactory implements MediaTransportFactory {
  readonly hasOtherWay = false;
  readonly #request: ExternalMediaRequest;
  readonly #options: WebSocketListenOptions;
  readonly #listener: MediaListener;
  readonly #places = new Map<string, Place>();
  readonly #unidentified = new Set<WebSocketMediaTransport>();
  #refusedConnections = 0;

  constructor(options: WebSocketListenOptions) {
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
      onSocket: (socket, channelId) => {
        void this.#identify(socket, channelId);
      },
      onRefused: (reason) => {
        this.#countRefusal(reason);
      },
      onError: (error) => {
        options.log.warn({ error }, 'the server for media connections met an error');
      },
    });
  }

  /** Connections turned away since the beginning. */
  get refusedConnections(): number {
    return this.#refusedConnections;
  }

  /** Port that is listened on; null when not listening. */
  get port(): number | null {
    return this.#listener.port;
  }

  /** Begins to listen. Fails with `config`, naming the setting to change, when host or port cannot be had. */
  listen(): Promise<Result<void>> {
    return this.#listener.listen();
  }

  /** Stops listening; connections nobody has opened yet are closed, open transports are left to their users. Idempotent. */
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
    const arrival = place.arrival.then((): Result<void> => done);
    const came = await withTimeout(arrival, timeoutMs, this.#timeoutText(timeoutMs));
    if (this.#places.get(channelId) !== place) {
      return fail(cordboardError('invalid-state', 'The media connection was given up.'));
    }
    const { transport } = place;
    if (!came.ok || transport === null) {
      this.#giveUp(channelId, place);
      return came.ok ? fail(cordboardError('internal', 'No media connection.')) : came;
    }
    // It belongs to its user now; another connection for the same channel finds no place.
    this.#places.delete(channelId);
    return transport.isClosed
      ? fail(cordboardError('network', 'Asterisk closed the media connection at once.'))
      : ok(transport);
  }

  #giveUp(channelId: string, place: Place): void {
    if (this.#places.get(channelId) === place) {
      this.#places.delete(channelId);
      place.transport?.close();
    }
    place.arrived();
  }

  #timeoutText(timeoutMs: number): string {
    const port = this.#listener.port ?? this.#options.port;
    return `Asterisk did not connect its media within ${timeoutMs} ms. Its websocket_client.conf needs a section [${this.#options.client}] with a uri that leads to this machine: ws://HOST:${port}${MEDIA_PATH}`;
  }

  /** Decides on a connection by the channel id in its URL, if it has one. */
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

  /** Waits for a new connection to say its channel, and gives it its place. */
  async #identify(socket: WebSocket, pathChannelId: string | null): Promise<void> {
    const transport = new WebSocketMediaTransport({
      socket,
      name: 'websocket-listen',
      controlFormat: this.#options.controlFormat,
      log: this.#options.log,
    });
    this.#unidentified.add(transport);
    const started = await withTimeout(transport.mediaStarted, IDENTIFY_WITHIN_MS, SILENT);
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

  #refuse(transport: WebSocketMediaTransport, reason: string): void {
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
