/**
 * Asterisk's side of a media WebSocket, for both directions of connecting, over real sockets. It
 * says what chan_websocket says in either control format, records what it receives, and can be made
 * to misbehave.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** Form of the control messages. */
export type ControlFormat = 'json' | 'plain';

/** slin16. */
const BYTES_PER_MS = 32;

/** One media channel as Asterisk sees it. */
export class ChanPeer {
  readonly socket: WebSocket;
  readonly channelId: string;
  readonly format: ControlFormat;
  /** Text messages received. */
  readonly commands: string[] = [];
  /** Binary messages received. */
  readonly audio: Buffer[] = [];
  pings = 0;
  pongs = 0;
  closed: { code: number } | null = null;

  constructor(socket: WebSocket, channelId: string, format: ControlFormat) {
    this.socket = socket;
    this.channelId = channelId;
    this.format = format;
    socket.on('message', (data, isBinary) => {
      if (isBinary) {
        this.audio.push(Buffer.from(data as Buffer));
      } else {
        this.commands.push((data as Buffer).toString('utf8'));
      }
    });
    socket.on('ping', () => (this.pings += 1));
    socket.on('pong', () => (this.pongs += 1));
    socket.on('close', (code) => (this.closed = { code }));
    socket.on('error', () => undefined);
  }

  /** Announces the media. */
  start(mediaFormat = 'slin16', frameBytes = 640, channelId: string | null = this.channelId): void {
    if (this.format === 'json') {
      this.event('MEDIA_START', {
        connection_id: 'cid',
        channel: 'WebSocket/INCOMING/0x7f',
        ...(channelId === null ? {} : { channel_id: channelId }),
        format: mediaFormat,
        optimal_frame_size: frameBytes,
        ptime: 20,
        channel_variables: { CALLER: 'Zo\u00eb' },
      });
    } else {
      const id = channelId === null ? '' : ` channel_id:${channelId}`;
      this.socket.send(
        `MEDIA_START connection_id:cid channel:WebSocket/INCOMING/0x7f${id} format:${mediaFormat} optimal_frame_size:${frameBytes} ptime:20`,
      );
    }
  }

  /** Says audio (slin16) as it comes from a phone with packets of `ptimeMs`: each is a message. */
  say(audio: Buffer, ptimeMs: number): void {
    const bytes = ptimeMs * BYTES_PER_MS;
    for (let at = 0; at < audio.length; at += bytes) {
      this.socket.send(audio.subarray(at, at + bytes));
    }
  }

  /**
   * Sends an event; in the plain format the fields are written as `key:value`, a mark's id bare.
   */
  event(name: string, fields: Readonly<Record<string, unknown>> = {}): void {
    if (this.format === 'json') {
      this.socket.send(JSON.stringify({ event: name, channel_id: this.channelId, ...fields }));
      return;
    }
    const words = Object.entries(fields).map(([key, value]) =>
      key === 'correlation_id' ? String(value) : `${key}:${String(value)}`,
    );
    this.socket.send([name, ...words].join(' '));
  }
}

/** Asterisk's HTTP server with /media/<connection id>, for connections that Cordboard makes. */
export class FakeMediaServer {
  readonly peers: ChanPeer[] = [];
  readonly requests: { url: string; protocol: string; extensions: string }[] = [];
  /** Connection ids that exist, with the channel of each. */
  readonly channels = new Map<string, string>();
  /** Status that answers every upgrade; null accepts them. */
  refuseWith: number | null = null;
  /** Whether it accepts the TCP connection and says nothing. */
  mute = false;
  /** Called with each new peer instead of announcing the media at once. */
  onPeer: (peer: ChanPeer) => void = (peer) => {
    peer.start();
  };
  readonly #format: ControlFormat;
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: true,
    handleProtocols: (offered) => (offered.has('media') ? 'media' : false),
  });

  private constructor(format: ControlFormat) {
    this.#format = format;
    this.#http = createServer();
    this.#http.on('upgrade', (request, socket, head) => {
      socket.on('error', () => undefined);
      const url = request.url ?? '';
      this.requests.push({
        url,
        protocol: request.headers['sec-websocket-protocol'] ?? '',
        extensions: request.headers['sec-websocket-extensions'] ?? '',
      });
      const channelId = this.channels.get(url.split('/').at(-1) ?? '');
      const status = this.refuseWith ?? (channelId === undefined ? 404 : null);
      if (status !== null) {
        socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      } else if (this.mute) {
        // Without reading, it would not notice that the other side goes.
        socket.resume();
        socket.on('end', () => {
          socket.destroy();
        });
      } else {
        this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
          const peer = new ChanPeer(webSocket, channelId ?? '', this.#format);
          this.peers.push(peer);
          this.onPeer(peer);
        });
      }
    });
  }

  /** Listens on a free port of 127.0.0.1. */
  static async start(format: ControlFormat): Promise<FakeMediaServer> {
    const server = new FakeMediaServer(format);
    await new Promise<void>((resolve) => {
      server.#http.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  /** What ARI_BASE_URL would be. */
  ariBaseUrl(prefix = ''): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}${prefix}/ari`;
  }

  /** Open TCP connections. */
  connections(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#http.getConnections((error, count) => {
        if (error === null) {
          resolve(count);
        } else {
          reject(error);
        }
      });
    });
  }

  /** Ends everything. */
  async stop(): Promise<void> {
    for (const peer of this.peers) {
      peer.socket.terminate();
    }
    const closed = new Promise<void>((resolve) => {
      this.#http.close(() => {
        resolve();
      });
    });
    this.#http.closeAllConnections();
    await closed;
  }
}

/** How Asterisk connects to a listening Cordboard. */
export type ConnectOptions = {
  readonly port: number;
  readonly host?: string;
  readonly path?: string;
  readonly channelId: string;
  readonly format?: ControlFormat;
  readonly protocols?: string[];
  /** `user:password` of Basic authorization. */
  readonly auth?: string;
};

/** Connects as Asterisk does; rejects with the HTTP status in the message when refused. */
export function connectAsAsterisk(options: ConnectOptions): Promise<ChanPeer> {
  const host = options.host ?? '127.0.0.1';
  const url = `ws://${host}:${options.port}${options.path ?? '/external_media'}`;
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, options.protocols ?? ['media'], {
      ...(options.auth === undefined ? {} : { auth: options.auth }),
    });
    const peer = new ChanPeer(socket, options.channelId, options.format ?? 'json');
    socket.once('open', () => {
      resolve(peer);
    });
    socket.once('error', reject);
  });
}
