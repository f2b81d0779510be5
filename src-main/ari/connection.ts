import type { Client } from 'ari-client';
import { type CordboardError, cordboardError, messageOf } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
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

/** Pings without any sign of life after which the connection is taken for dead. */
const MISSED_PINGS = 2;

/** How an open connection came to its end. */
export type AriConnectionEnd =
  { readonly kind: 'closed' } | { readonly kind: 'lost'; readonly reason: string };

/** What a connection tells; none of them may throw. */
export interface AriConnectionHandlers {
  /** Open; events follow, none came before. */
  onOpen(): void;
  /** One message, parsed from JSON. */
  onEvent(raw: unknown): void;
  /** A message that is not JSON. `bytes`: its length. */
  onUnreadable(bytes: number): void;
  /** The end of a connection that was open; called at most once, nothing follows. */
  onEnd(end: AriConnectionEnd): void;
}

type ConnectionState = 'new' | 'opening' | 'open' | 'closing' | 'ended';

/** The part of a WebSocket of the `ws` package that is used. */
type EventSocket = {
  on(name: string, listener: (...args: never[]) => void): unknown;
  ping(): void;
  close(code: number): void;
  terminate(): void;
};

/** Private parts of ari-client 2.2.0 that must be reached; see `AriConnection`. */
type ClientInternals = {
  _connection: { protocol: string; host: string; user: string; pass: string };
  on(name: string, listener: (event: unknown) => void): unknown;
  removeAllListeners(): unknown;
};

/**
 * One connection of an ari-client to the events of one application (Asterisk REST API, "WebSocket connection").
 *
 * ari-client opens the socket and reads its messages; three of its habits are kept in check by accessors on this one client
 * object, so that no code of the package is changed:
 *
 * - `_ws`: on its way in, the socket gets our listeners, and ari-client's message listener gets a guard. Without it an event
 *   that is not in Asterisk's description, or is no JSON, is an uncaught exception.
 * - `_wsClosed` stays true: ari-client then leaves a lost socket alone. Its own reconnecting gives up after 10 tries and would
 *   race with the gateway's.
 * - `_connection`: the login goes into the host part, from where `ws` makes a Basic header of it. ari-client itself would write
 *   it into the query (`api_key=`), which ends up in the logs of every proxy.
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

  /** Opens the connection; once only. Fails with `auth`, `network`, `timeout` or `protocol`, and is then at its end. */
  open(): Promise<Result<void>> {
    this.#state = 'opening';
    return new Promise((resolve) => {
      this.#settleOpen = resolve;
      this.#openTimer = setTimeout(() => {
        this.#end(
          cordboardError(
            'timeout',
            `Asterisk did not open its event socket within ${this.#limits.openTimeoutMs} ms.`,
          ),
        );
      }, this.#limits.openTimeoutMs);
      this.#takeOverClient();
      // Failures come through the socket's own listeners: ari-client's promise settles only for what goes wrong before.
      this.#client.start(encodeURIComponent(this.#app)).catch((thrown: unknown) => {
        this.#end(cordboardError('protocol', `ari-client failed: ${messageOf(thrown)}`));
      });
    });
  }

  /** Closes politely, after a limit by force. Idempotent. */
  async close(): Promise<void> {
    if (this.#state === 'opening' || this.#state === 'new') {
      this.#end(cordboardError('invalid-state', 'The connection was closed while it was opening.'));
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
      this.#end(cordboardError('network', `Asterisk closed the event socket (code ${code}).`));
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
        // ari-client could not make sense of it; an event that it merely does not know may be one of ours all the same.
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
      cordboardError('protocol', 'Asterisk did not accept the WebSocket for events.', {
        retryable: true,
      })
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

  /** Not by `client.ping()`: that does nothing while `_wsClosed` is true. */
  #ping(): void {
    if (this.#missedPings >= MISSED_PINGS) {
      const silentMs = MISSED_PINGS * this.#limits.pingIntervalMs;
      this.#end(cordboardError('timeout', `Asterisk did not answer for ${silentMs} ms.`));
      return;
    }
    this.#missedPings += 1;
    this.#socket?.ping();
  }

  /** The one way to the end for everything that goes wrong. */
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
      this.#handlers.onEnd({ kind: 'lost', reason: error.message });
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
