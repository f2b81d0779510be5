/**
 * A TCP proxy that can cut chosen HTTP connections, told apart by the path of their first request.
 *
 *   const proxy = await startTcpProxy(lab.httpPort);
 *   ... ARI_BASE_URL=http://127.0.0.1:PROXY.port/ari: operations, events and media go through it ...
 *   proxy.cut('/ari/events');                  // those connections are reset now
 *   proxy.refuse('/ari/events', true);         // and from now on not let through
 *   proxy.freeze('/media/');                   // stay open, but nothing moves any more
 *   proxy.loseAnswers(/^POST .*\/moh/);         // these requests are carried out; nobody hears so
 *   proxy.delay(/\/continue/, 600);            // these requests arrive later, ms
 *   await proxy.stop();
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type TcpProxy = {
  readonly port: number;
  /** Number of open connections whose first request is for a path that begins so. */
  count(path: string): number;
  /** Resets them. Returns how many there were. */
  cut(path: string): number;
  /** Sets whether new ones are reset as soon as their path is known. */
  refuse(path: string, refused: boolean): void;
  /** Stops the traffic of these connections in both directions, without closing them. */
  freeze(path: string): void;
  /**
   * Resets the connection in place of the answer to requests that match (`METHOD /path?query`);
   * null: no more.
   */
  loseAnswers(request: RegExp | null): void;
  /** Passes requests that match on only after this time, ms; null: no more. */
  delay(request: RegExp | null, ms?: number): void;
  stop(): Promise<void>;
};

type Relay = {
  /** Path of the first request. */
  path: string;
  /** The answer to the newest request is to be lost. */
  losesAnswer: boolean;
  readonly client: Socket;
  readonly server: Socket;
};

/** Requests that are tampered with. */
type Rules = { lost: RegExp | null; late: RegExp | null; lateMs: number };

const REQUEST_LINE = /^([A-Z]+ (\S+)) HTTP/;

/**
 * Starts a proxy on 127.0.0.1 in front of a port of this machine; listens on `listenPort`, by
 * default on a free one.
 */
export async function startTcpProxy(targetPort: number, listenPort = 0): Promise<TcpProxy> {
  const relays = new Set<Relay>();
  const refused = new Set<string>();
  const rules: Rules = { lost: null, late: null, lateMs: 0 };
  const listener = createServer((client) => {
    const server = connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
    client.setNoDelay(true);
    const relay: Relay = { path: '', losesAnswer: false, client, server };
    relays.add(relay);
    const end = (): void => {
      relays.delete(relay);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      socket.on('error', end);
      socket.on('close', end);
    }
    client.once('data', (head: Buffer) => {
      relay.path = requestIn(head).path;
      if ([...refused].some((path) => relay.path.startsWith(path))) {
        client.resetAndDestroy();
        return;
      }
      pass(relay, rules, head);
      client.on('data', (chunk: Buffer) => {
        pass(relay, rules, chunk);
      });
      server.on('data', (chunk: Buffer) => {
        if (relay.losesAnswer) {
          end();
        } else {
          client.write(chunk);
        }
      });
    });
  });
  listener.listen(listenPort, '127.0.0.1');
  await once(listener, 'listening');
  const matching = (path: string): Relay[] =>
    [...relays].filter((relay) => relay.path.startsWith(path));
  return {
    port: (listener.address() as AddressInfo).port,
    count: (path) => matching(path).length,
    cut: (path) => {
      const found = matching(path);
      for (const { client, server } of found) {
        client.resetAndDestroy();
        server.resetAndDestroy();
      }
      return found.length;
    },
    refuse: (path, on) => {
      if (on) {
        refused.add(path);
      } else {
        refused.delete(path);
      }
    },
    freeze: (path) => {
      for (const { client, server } of matching(path)) {
        client.pause();
        server.pause();
      }
    },
    loseAnswers: (request) => {
      rules.lost = request;
    },
    delay: (request, ms = 0) => {
      rules.late = request;
      rules.lateMs = ms;
    },
    stop: async () => {
      listener.close();
      for (const { client, server } of relays) {
        client.destroy();
        server.destroy();
      }
      if (listener.listening) {
        await once(listener, 'close');
      }
    },
  };
}

/** The request that begins in this piece; empty if none does. */
function requestIn(piece: Buffer): { readonly line: string; readonly path: string } {
  const [, line = '', path = ''] = REQUEST_LINE.exec(piece.toString('latin1', 0, 2_048)) ?? [];
  return { line, path };
}

/** Passes a piece of what the client sends on, by the rules. */
function pass(relay: Relay, { lost, late, lateMs }: Rules, piece: Buffer): void {
  const { line } = requestIn(piece);
  if (line !== '') {
    relay.losesAnswer = lost?.test(line) ?? false;
  }
  if (line !== '' && late?.test(line) === true) {
    setTimeout(() => {
      relay.server.write(piece);
    }, lateMs);
  } else {
    relay.server.write(piece);
  }
}
