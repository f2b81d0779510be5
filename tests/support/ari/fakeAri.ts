/**
 * A small ARI server for faults that a real Asterisk does not show on demand. It knows one user and
 * one application, and has an API description just big enough for ari-client.
 *
 *   const fake = await startFakeAri({ username: 'u', password: 'p' });
 *   fake.answerWith('GET /asterisk/info', { status: 404 }); // from now on; null: as before
 *   fake.send({ type: 'StasisStart', ... });  fake.sendText('{"type":');
 *   fake.dropAll(); fake.freeze();
 *   fake.requests                              // every request: method, url, login
 *   await fake.stop();
 */
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { aboutAsterisk, type AriReply, variableReply, writeReply } from './ariBasics';

/** `never`: no answer at all. */
type FakeAnswer = AriReply | { readonly never: true };

/** One request as it came. `login` is the text of its Basic header, empty without one. */
type FakeRequest = { readonly method: string; readonly url: string; readonly login: string };

export type FakeAri = {
  readonly port: number;
  readonly baseUrl: string;
  readonly requests: readonly FakeRequest[];
  /** Global variables of this Asterisk. */
  readonly variables: Map<string, string>;
  /** Open event sockets. */
  readonly sockets: ReadonlySet<WebSocket>;
  /** Event sockets opened so far. */
  readonly opened: () => number;
  /** `route`: method and path below /ari, e.g. `GET /asterisk/info`. */
  answerWith(route: string, answer: FakeAnswer | null): void;
  /** Whether every event socket is closed as soon as it is open. */
  dropOnOpen(drop: boolean): void;
  send(event: unknown): void;
  sendText(text: string): void;
  /** Cuts every event socket. */
  dropAll(): void;
  /** Reads nothing more from the event sockets, so that pings go unanswered. */
  freeze(): void;
  stop(): Promise<void>;
};

export type FakeAriOptions = {
  readonly username: string;
  readonly password: string;
  readonly version?: string;
  /** Path before `/ari`, as http.conf's `prefix` sets it. */
  readonly prefix?: string;
  /** Port to listen on; by default a free one. */
  readonly port?: number;
  readonly tls?: { readonly key: string; readonly cert: string };
};

/** Starts a fake on a free port of the loopback. */
export async function startFakeAri(options: FakeAriOptions): Promise<FakeAri> {
  const root = `${options.prefix ?? ''}/ari`;
  const scheme = options.tls === undefined ? 'http' : 'https';
  const requests: FakeRequest[] = [];
  const overrides = new Map<string, FakeAnswer>();
  const sockets = new Set<WebSocket>();
  const variables = new Map<string, string>();
  let opened = 0;
  let dropping = false;
  const answer = (request: IncomingMessage): FakeAnswer => {
    const seen = note(request);
    requests.push(seen);
    const { pathname: path, searchParams: query } = new URL(seen.url, 'http://fake');
    if (seen.login !== `${options.username}:${options.password}`) {
      return { status: 401, body: { message: 'Authentication required' } };
    }
    const route = path.startsWith(root) ? path.slice(root.length) : 'outside';
    const override = overrides.get(`${seen.method} ${route}`);
    if (override === undefined && route === '/asterisk/variable') {
      return variableReply(variables, seen.method, query);
    }
    return override ?? standardAnswer(seen.method, route, options.version ?? '22.10.1');
  };
  const listener: RequestListener = (request, response) => {
    const given = answer(request);
    if (!('never' in given)) {
      writeReply(response, given);
    }
  };
  const server =
    options.tls === undefined
      ? createHttpServer(listener)
      : createHttpsServer(options.tls, listener);
  const connections = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
  });
  const events = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const seen = note(request);
    requests.push(seen);
    const route = overrides.get('GET /events');
    const allowed = seen.login === `${options.username}:${options.password}`;
    if (!allowed || route !== undefined || !seen.url.startsWith(`${root}/events?`)) {
      const status = route !== undefined && 'status' in route ? route.status : allowed ? 404 : 401;
      if (route === undefined || 'status' in route) {
        socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      }
      return;
    }
    events.handleUpgrade(request, socket, head, (ws) => {
      opened += 1;
      sockets.add(ws);
      ws.on('close', () => sockets.delete(ws));
      ws.on('error', () => undefined);
      if (dropping) {
        ws.terminate();
      }
    });
  });
  const port = await listen(server, options.port ?? 0);
  const each = (act: (ws: WebSocket) => void) => {
    sockets.forEach(act);
  };
  return {
    port,
    baseUrl: `${scheme}://127.0.0.1:${port}${root}`,
    requests,
    variables,
    sockets,
    opened: () => opened,
    answerWith(route, given) {
      if (given === null) {
        overrides.delete(route);
      } else {
        overrides.set(route, given);
      }
    },
    dropOnOpen(drop) {
      dropping = drop;
    },
    send(event) {
      each((ws) => {
        ws.send(JSON.stringify(event));
      });
    },
    sendText(text) {
      each((ws) => {
        ws.send(text);
      });
    },
    dropAll() {
      each((ws) => {
        ws.terminate();
      });
    },
    freeze() {
      each((ws) => {
        ws.pause();
      });
    },
    async stop() {
      if (!server.listening) {
        return;
      }
      for (const socket of connections) {
        socket.destroy();
      }
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

/** A channel as ARI describes it. */
export function fakeChannel(id: string): object {
  return {
    id,
    name: `PJSIP/ana-${id}`,
    state: 'Ring',
    caller: { name: 'Ana', number: '5551000' },
    connected: { name: '', number: '' },
    dialplan: { context: 'desk', exten: '1000', priority: 2, app_name: 'Stasis', app_data: '' },
  };
}

function note(request: IncomingMessage): FakeRequest {
  const header = /^Basic (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    login: Buffer.from(header, 'base64').toString('utf8'),
  };
}

function standardAnswer(method: string, route: string, version: string): AriReply {
  return method === 'GET'
    ? (aboutAsterisk(route, version) ?? { status: 404, body: { message: 'Resource not found' } })
    : { status: 404, body: { message: 'Channel not found' } };
}

async function listen(server: ReturnType<typeof createHttpServer>, port: number): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}
