import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { done, fail, type Result } from '#main/util/result';
import { codeOf, listenError } from '../listenError';
import { MEDIA_SOCKET_OPTIONS } from './transport';

/** Path that Asterisk connects to; a channel id may follow as one more segment. */
export const MEDIA_PATH = '/external_media';
/** Subprotocol of Asterisk's media sockets. */
const SUBPROTOCOL = 'media';
const LOOPBACK = ['127.0.0.1', '::1'] as const;
/**
 * Error codes on a machine without IPv6, which is no reason to fail when the host is `localhost`.
 */
const NO_SUCH_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);

/** Whether a connection for a channel may come in. */
export type Admission = 'admit' | 'unknown' | 'taken' | 'busy';

type MediaListenerOptions = {
  /** EXTERNAL_MEDIA_HOST. `localhost` listens on both loopback addresses, IPv4 and IPv6. */
  readonly host: string;
  /** EXTERNAL_MEDIA_PORT. */
  readonly port: number;
  /** Login that Asterisk must send (Basic authorization); both empty: none. */
  readonly username: string;
  readonly password: string;
  /** Decides about a connection; `channelId` is that of the URL, null when it names none. */
  readonly admit: (channelId: string | null) => Admission;
  /** A connection was admitted; `connection` carries its socket. */
  readonly onSocket: (socket: WebSocket, connection: Duplex, channelId: string | null) => void;
  /** A connection was turned away. */
  readonly onRefused: (reason: string) => void;
  /** The server met an error while it was listening, e.g. no more file descriptors. It goes on. */
  readonly onError: (error: Error) => void;
};

type Refusal = readonly [status: number, text: string, reason: string];

const STATUS_BY_ADMISSION: Readonly<Record<Exclude<Admission, 'admit'>, Refusal>> = {
  unknown: [404, 'Not Found', 'URL names an unknown channel'],
  taken: [409, 'Conflict', 'channel is connected already'],
  busy: [503, 'Service Unavailable', 'too many connections without a channel'],
};

/**
 * The HTTP server for Asterisk's media connections. It accepts requests that are well-formed,
 * authorised and expected.
 */
export class MediaListener {
  readonly #options: MediaListenerOptions;
  readonly #sockets = new WebSocketServer({
    ...MEDIA_SOCKET_OPTIONS,
    noServer: true,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });
  #servers: Server[] = [];
  #port: number | null = null;

  constructor(options: MediaListenerOptions) {
    this.#options = options;
  }

  /** Port it listens on; null when it does not listen. */
  get port(): number | null {
    return this.#port;
  }

  /** Begins to listen. Fails with `config`, naming the setting to change. */
  async listen(): Promise<Result<void>> {
    const { host, port } = this.#options;
    const addresses = host.toLowerCase() === 'localhost' ? LOOPBACK : [host];
    for (const address of addresses) {
      const bound = await this.#bind(address, this.#port ?? port);
      if (!bound.ok) {
        if (this.#servers.length > 0 && NO_SUCH_ADDRESS.has(codeOf(bound.error.cause))) {
          continue;
        }
        this.close();
        return bound;
      }
    }
    return done;
  }

  /** Stops listening; open WebSockets stay open. Idempotent. */
  close(): void {
    for (const server of this.#servers) {
      server.close();
      // Connections in the middle of their handshake. WebSockets do not belong to the server any
      // more.
      server.closeAllConnections();
    }
    this.#servers = [];
    this.#port = null;
  }

  #bind(address: string, port: number): Promise<Result<void>> {
    const server = createServer((_request, response) => {
      response.writeHead(426, { 'content-type': 'text/plain', connection: 'close' });
      response.end('Asterisk media connections only.\n');
    });
    server.on('upgrade', (request, socket, head) => {
      this.#onUpgrade(request, socket, head);
    });
    return new Promise((resolve) => {
      server.on('error', (error) => {
        if (server.listening) {
          this.#options.onError(error);
        }
        resolve(fail(listenError(error, this.#options.host, port)));
      });
      server.listen(port, address, () => {
        this.#servers.push(server);
        this.#port = (server.address() as AddressInfo).port;
        resolve(done);
      });
    });
  }

  #onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A peer that breaks off in the handshake must not cause an uncaught exception.
    socket.on('error', () => {
      socket.destroy();
    });
    const refuse = (status: number, text: string, reason: string): void => {
      const challenge = status === 401 ? 'WWW-Authenticate: Basic realm="media"\r\n' : '';
      socket.end(
        `HTTP/1.1 ${status} ${text}\r\n${challenge}Connection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      socket.once('finish', () => {
        socket.destroy();
      });
      this.#options.onRefused(reason);
    };
    const channelId = channelIdOf(request.url ?? '');
    if (channelId === undefined) {
      refuse(404, 'Not Found', `path is not ${MEDIA_PATH}`);
      return;
    }
    if (!this.#isAuthorised(request.headers.authorization)) {
      refuse(
        401,
        'Unauthorized',
        'wrong or missing EXTERNAL_MEDIA_USERNAME and EXTERNAL_MEDIA_PASSWORD',
      );
      return;
    }
    if (!offersMedia(request.headers['sec-websocket-protocol'])) {
      refuse(400, 'Bad Request', 'subprotocol is not media');
      return;
    }
    const admission = this.#options.admit(channelId);
    if (admission !== 'admit') {
      refuse(...STATUS_BY_ADMISSION[admission]);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      this.#options.onSocket(webSocket, socket, channelId);
    });
  }

  #isAuthorised(header: string | undefined): boolean {
    const { username, password } = this.#options;
    if (username === '' && password === '') {
      return true;
    }
    const expected = Buffer.from(`${username}:${password}`);
    const shown = Buffer.from(/^Basic +(\S+)$/i.exec(header ?? '')?.[1] ?? '', 'base64');
    return expected.length === shown.length && timingSafeEqual(expected, shown);
  }
}

/** Channel id in the path; null when it has none, undefined for another path than MEDIA_PATH. */
function channelIdOf(url: string): string | null | undefined {
  const path = url.split('?', 1)[0] ?? '';
  if (path === MEDIA_PATH || path === `${MEDIA_PATH}/`) {
    return null;
  }
  const rest = path.startsWith(`${MEDIA_PATH}/`) ? path.slice(MEDIA_PATH.length + 1) : '';
  if (rest === '' || rest.includes('/')) {
    return undefined;
  }
  try {
    return decodeURIComponent(rest);
  } catch {
    return undefined;
  }
}

/** A request without any subprotocol is accepted, as Asterisk does. */
function offersMedia(header: string | undefined): boolean {
  return header === undefined || header.split(',').some((name) => name.trim() === SUBPROTOCOL);
}
