import { randomUUID } from 'node:crypto';
import { type AddressInfo, createServer, isIPv6, type Server, type Socket } from 'node:net';
import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { withTimeout } from '#main/util/timeout';
import { phrase } from '#model/phrases/phrase';
import { listenError } from '../listenError';
import type {
  ExpectedTransport,
  ExternalMediaRequest,
  MediaTransport,
  MediaTransportFactory,
} from '../mediaTransport';
import { type AudioSocketFormat, AudioSocketTransport } from './transport';

/** Time for a connection to say its UUID, ms. */
const IDENTIFY_WITHIN_MS = 5_000;
/** Most connections that have not said their UUID yet. */
const MAX_UNIDENTIFIED = 256;

type AudioSocketFactoryOptions = {
  /** EXTERNAL_MEDIA_HOST: address of this machine that Asterisk connects to. */
  readonly host: string;
  /** EXTERNAL_MEDIA_PORT; 0 takes a free one. */
  readonly port: number;
  /** AUDIO_FORMAT, as far as this Asterisk supports it. */
  readonly format: AudioSocketFormat;
  readonly log: Log;
};

/** A channel whose connection is expected, until it is opened or called off. */
type Place = {
  /** The connection of the channel, once it has come. */
  transport: AudioSocketTransport | null;
  /** Resolves when the connection has come, or was called off. */
  readonly arrival: Promise<void>;
  readonly arrived: () => void;
};

/** Listens for the AudioSocket connections of all calls. */
export class AudioSocketFactory implements MediaTransportFactory {
  readonly hasAlternative = false;
  readonly #options: AudioSocketFactoryOptions;
  readonly #server: Server;
  /** By UUID, which only Asterisk knows. */
  readonly #places = new Map<string, Place>();
  readonly #unidentified = new Set<AudioSocketTransport>();
  #refusedConnections = 0;

  constructor(options: AudioSocketFactoryOptions) {
    // One address of `localhost`, not both: Asterisk might choose the other one.
    const host = options.host.toLowerCase() === 'localhost' ? '127.0.0.1' : options.host;
    this.#options = { ...options, host };
    this.#server = createServer((socket) => {
      this.#accept(socket);
    });
  }

  /** Connections turned away since the start. */
  get refusedConnections(): number {
    return this.#refusedConnections;
  }

  /** Port it listens on; null when it does not listen. */
  get port(): number | null {
    return this.#server.listening ? (this.#server.address() as AddressInfo).port : null;
  }

  /** Begins to listen. Fails with `config`, naming the setting to change. Idempotent. */
  listen(): Promise<Result<void>> {
    const server = this.#server;
    const { host, port, log } = this.#options;
    if (server.listening) {
      return Promise.resolve(done);
    }
    return new Promise((resolve) => {
      const failed = (error: Error): void => {
        resolve(fail(listenError(error, host, port)));
      };
      server.once('error', failed);
      server.listen(port, host, () => {
        server.off('error', failed);
        server.on('error', (error) => {
          log.warn({ error }, 'the server for AudioSocket connections met an error');
        });
        resolve(done);
      });
    });
  }

  /** Stops listening; open transports are left to their users. Idempotent. */
  close(): Promise<void> {
    for (const transport of this.#unidentified) {
      transport.close();
    }
    this.#server.close();
    return Promise.resolve();
  }

  expect(_mediaChannelId: string): ExpectedTransport {
    const uuid = randomUUID();
    let arrived = (): void => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const place: Place = { transport: null, arrival, arrived };
    this.#places.set(uuid, place);
    return {
      request: () => this.#request(uuid),
      open: (_variables, timeoutMs) => this.#open(uuid, place, timeoutMs),
      cancel: () => {
        this.#giveUp(uuid, place);
      },
    };
  }

  async #request(uuid: string): Promise<Result<ExternalMediaRequest>> {
    const listening = await this.listen();
    if (!listening.ok) {
      return listening;
    }
    const { host, port, format } = this.#options;
    const address = isIPv6(host) ? `[${host}]` : host;
    return ok({
      params: {
        transport: 'tcp',
        encapsulation: 'audiosocket',
        connection_type: 'client',
        format,
        external_host: `${address}:${this.port ?? port}`,
        data: uuid,
      },
    });
  }

  async #open(uuid: string, place: Place, timeoutMs: number): Promise<Result<MediaTransport>> {
    const { host, port } = this.#options;
    const came = await withTimeout(
      place.arrival.then((): Result<void> => done),
      timeoutMs,
      phrase('media.audiosocket-missing', { limitMs: timeoutMs, host, port: this.port ?? port }),
    );
    if (!this.#places.has(uuid)) {
      return fail(cordboardError('cancelled', phrase('media.called-off')));
    }
    if (!came.ok) {
      this.#giveUp(uuid, place);
      return came;
    }
    // The transport belongs to its user now.
    this.#places.delete(uuid);
    const { transport } = place;
    return transport === null || transport.isClosed
      ? fail(cordboardError('network', phrase('media.closed-at-once')))
      : ok(transport);
  }

  #giveUp(uuid: string, place: Place): void {
    if (this.#places.delete(uuid)) {
      place.transport?.close();
    }
    place.arrived();
  }

  /** Turns a connection away unless it soon says the UUID of an expected channel. */
  #accept(socket: Socket): void {
    if (this.#unidentified.size >= MAX_UNIDENTIFIED) {
      socket.on('error', () => undefined);
      socket.destroy();
      this.#countRefusal('too many connections without a UUID');
      return;
    }
    const timer = setTimeout(() => {
      refuse('no UUID within 5 s');
    }, IDENTIFY_WITHIN_MS);
    const transport = new AudioSocketTransport({
      socket,
      format: this.#options.format,
      log: this.#options.log,
      onUuid: (uuid) => {
        settle();
        const place = this.#places.get(uuid);
        if (place === undefined || place.transport !== null) {
          refuse(place === undefined ? 'unknown UUID' : 'UUID is connected already');
          return;
        }
        place.transport = transport;
        place.arrived();
      },
    });
    const settle = (): void => {
      clearTimeout(timer);
      this.#unidentified.delete(transport);
    };
    const refuse = (reason: string): void => {
      settle();
      transport.close();
      this.#countRefusal(reason);
    };
    this.#unidentified.add(transport);
    socket.once('close', settle);
  }

  #countRefusal(reason: string): void {
    this.#refusedConnections += 1;
    this.#options.log.warn(
      { reason, refused: this.#refusedConnections },
      'AudioSocket connection refused',
    );
  }
}
