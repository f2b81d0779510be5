import type { Client } from 'ari-client';
import { type CordboardError, cordboardError, messageOf } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { AriEndpoint } from './endpoint';
import { loginError, networkError } from './httpErrors';

/** Time limits of one event connection, ms. */
export type AriConnectionLimits = {
  /** For the WebSocket handshake. */
  readonly openTimeoutMs: number;
  /** Between pings. Asterisk sends none itself, so a frozen peer would go unnoticed for hours. */
  readonly pingIntervalMs: number;
  /** For a polite close. */
  readonly closeTimeoutMs: number;
};

/** After this many pings without any sign of life the connection is taken for dead. */
const MISSED_PINGS = 2;

/** How an open connection came to its end. */
export type AriConnectionEnd =
  { readonly kind: 'closed' } | { readonly kind: 'lost'; readonly reason: Phrase };

/** Events of a connection. No handler may throw. */
export interface AriConnectionHandlers {
  /** The socket is open. No event was delivered before. */
  onOpen(): void;
  /** One message, parsed from JSON. */
  onEvent(raw: unknown): void;
  /** A message that is not JSON. `bytes`: its length. */
  onUnreadable(bytes: number): void;
  /** A connection that was open has ended. Called at most once, as the last. */
  onEnd(end: AriConnectionEnd): void;
}

type ConnectionState = 'new' | 'opening' | 'open' | 'closing' | 'ended';

/** A WebSocket of the `ws` package, reduced to what is used. */
type EventSocket = {
  on(name: string, listener: (...args: never[]) => void): unknown;
  ping(): void;
  close(code: number): void;
  terminate(): void;
};

/** Private parts of ari-client 2.2.0 that are used here; see `AriConnection`. */
type ClientInternals = {
  _connection: { protocol: string; host: string; user: string; pass: string };
  on(name: string, listener: (event: unknown) => void): unknown;
  removeAllListeners(): unknown;
};

/**
 * One connection of an ari-client to the events of one application (Asterisk REST API, "WebSocket
 * connection").
 *
 * ari-client opens the socket and reads its messages. Accessors on this one client object keep
 * three of its habits in check, so that no code of the package is changed:
 *
 * - `_ws`: when ari-client sets the socket, the socket gets our listeners, and ari-client's message
 *   listener gets a guard. Without the guard, an event that is not in Asterisk's description, or is
 *   not JSON, is an uncaught exception.
 * - `_wsClosed` stays true: ari-client then leaves a lost socket alone. Its own reconnecting gives
 *   up after 10 tries and would race with the gateway's.
 * - `_connection`: the login goes into the host part, and `ws` makes a Basic header of it.
 *   ari-client itself would write it into the query (`api_key=`), which ends up in the logs of
 *   every proxy.
 */
export class AriConnection {
  readonly #client: Client;
  readonly #endpoint: AriEndpoint;
  readonly #app: string;
  readonly #limits: AriConnectionLimits;
  readonly #handlers: AriConnectionHandlers;
  #state: ConnectionState = 'new';
  #socket: EventSocket | null = null;
  #pingTimer: NodeJS.Timeout | undefined;
  #openTimer: NodeJS.Timeout | undefined;
  #missedPings = 0;
  #deliveries = 0;
  #settleOpen: (outcome: Result<void>) => void = () => undefined;
  #settleClose: () => void = () => undefined;

  constructor(
    client: Client,
    endpoint: AriEndpoint,
    app: string,
    limits: AriConnectionLimits,
    handlers: AriConnectionHandlers,
  ) {
    this.#client = client;
    this.#endpoint = endpoint;
    this.#app = app;
    this.#limits = limits;
    this.#handlers = handlers;
  }

  /**
   * Opens the connection; once only. Fails with `auth`, `network`, `timeout`, `protocol` or
   * `cancelled` (`close`), and has ended then.
   */
  open(): Promise<Result<void>> {
    this.#state = 'opening';
    return new Promise((resolve) => {
      this.#settleOpen = resolve;
      this.#openTimer = setTimeout(() => {
        this.#end(
          cordboardError(
            'timeout',
            phrase('ari.events-late', { limitMs: this.#limits.openTimeoutMs }),
          ),
        );
      }, this.#limits.openTimeoutMs);
      this.#takeOverClient();
      // Once there is a socket, its own listeners report failures: ari-client's promise settles
      // only for earlier ones.
      this.#client.start(encodeURIComponent(this.#app)).catch((thrown: unknown) => {
        this.#end(
          cordboardError('protocol', phrase('ari.client-failed', { why: messageOf(thrown) })),
        );
      });
    });
  }

  /** Closes politely, after a limit by force. Idempotent. */
  async close(): Promise<void> {
    if (this.#state === 'opening' || this.#state === 'new') {
      this.#end(cordboardError('cancelled', phrase('ari.called-off')));
      return;
    }
    if (this.#state !== 'open') {
      return;
    }
    this.#state = 'closing';
    clearInterval(this.#pingTimer);
    await new Promise<void>((resolve) => {
      this.#settleClose = resolve;
      const limit = setTimeout(resolve, this.#limits.closeTimeoutMs);
      limit.unref();
      this.#socket?.close(1000);
    });
    this.#release();
    this.#handlers.onEnd({ kind: 'closed' });
  }

  #takeOverClient(): void {
    const internals = this.#client as unknown as ClientInternals;
    const base = new URL(this.#endpoint.baseUrl.replace(/\/+$/, ''));
    const login = `${encodeURIComponent(this.#endpoint.username)}:${encodeURIComponent(this.#endpoint.password())}`;
    // ari-client appends "/ari/events" itself; what comes before it is a path prefix of http.conf.
    const prefix = base.pathname.replace(/\/ari$/, '').replace(/\/$/, '');
    internals._connection = {
      protocol: base.protocol,
      host: `${login}@${base.host}${prefix}`,
      user: '',
      pass: '',
    };
    internals.removeAllListeners();
    internals.on('*', (event) => {
      this.#deliver(event);
    });
    internals.on('pong', () => {
      this.#missedPings = 0;
    });
    Object.defineProperties(internals, {
      _ws: {
        configurable: true,
        get: () => this.#socket,
        set: (socket: EventSocket) => {
          this.#adopt(socket);
        },
      },
      _wsClosed: { configurable: true, get: () => true, set: () => undefined },
    });
  }

  #adopt(socket: EventSocket): void {
    this.#socket = socket;
    socket.on('open', () => {
      this.#opened();
    });
    socket.on('unexpected-response', (_request: unknown, response: { statusCode?: number }) => {
      this.#end(this.#refusal(response.statusCode ?? 0));
    });
    socket.on('error', (error: unknown) => {
      this.#end(networkError(error, this.#endpoint.baseUrl));
    });
    socket.on('close', (code: number) => {
      this.#end(cordboardError('network', phrase('ari.events-closed', { code })));
    });
    const addListener = socket.on.bind(socket);
    socket.on = (name, listener) =>
      addListener(name, name === 'message' ? this.#guard(listener) : listener);
  }

  #guard(listener: (...args: never[]) => void): (...args: never[]) => void {
    const handle = listener as (data: Buffer, isBinary: boolean) => void;
    return (data: Buffer, isBinary: boolean) => {
      this.#missedPings = 0;
      const before = this.#deliveries;
      try {
        handle(data, isBinary);
      } catch {
        // ari-client could not read the message. An event that it merely does not know may still be
        // one that is used here.
        if (this.#deliveries === before) {
          this.#deliverText(data);
        }
      }
    };
  }

  #deliverText(data: Buffer): void {
    let raw: unknown;
    try {
      raw = JSON.parse(data.toString('utf8')) as unknown;
    } catch {
      this.#handlers.onUnreadable(data.length);
      return;
    }
    this.#deliver(raw);
  }

  #deliver(raw: unknown): void {
    this.#deliveries += 1;
    if (this.#state === 'open') {
      this.#handlers.onEvent(raw);
    }
  }

  #refusal(status: number): CordboardError {
    const answer = { status, body: undefined };
    return (
      loginError(answer, this.#endpoint) ??
      cordboardError('protocol', phrase('ari.events-refused'), { retryable: true })
    );
  }

  #opened(): void {
    if (this.#state !== 'opening') {
      return;
    }
    this.#state = 'open';
    clearTimeout(this.#openTimer);
    this.#pingTimer = setInterval(() => {
      this.#ping();
    }, this.#limits.pingIntervalMs);
    this.#handlers.onOpen();
    this.#settleOpen(done);
  }

  /** On the socket itself: `client.ping()` does nothing while `_wsClosed` is true. */
  #ping(): void {
    if (this.#missedPings >= MISSED_PINGS) {
      const silentMs = MISSED_PINGS * this.#limits.pingIntervalMs;
      this.#end(cordboardError('timeout', phrase('ari.silent', { silentMs })));
      return;
    }
    this.#missedPings += 1;
    this.#socket?.ping();
  }

  /** Ends the connection for everything that goes wrong. */
  #end(error: CordboardError): void {
    const before = this.#state;
    if (before === 'ended') {
      return;
    }
    if (before === 'closing') {
      this.#settleClose();
      return;
    }
    this.#release();
    if (before === 'open') {
      this.#handlers.onEnd({ kind: 'lost', reason: error.phrase });
    } else {
      this.#settleOpen(fail(error));
    }
  }

  #release(): void {
    this.#state = 'ended';
    clearInterval(this.#pingTimer);
    clearTimeout(this.#openTimer);
    this.#socket?.terminate();
    (this.#client as unknown as ClientInternals).removeAllListeners();
  }
}
