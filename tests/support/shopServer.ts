/** A small program on this machine that tools can ask. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request that a tool has sent. */
type ShopRequest = {
  readonly method: string;
  readonly url: string;
  readonly authorization: string;
  readonly body: string;
};

export type ShopServer = {
  readonly port: number;
  /** What was asked, in order. */
  readonly requests: readonly ShopRequest[];
  /** Requests whose client went away before the answer. */
  readonly aborted: number;
  stop(): Promise<void>;
};

type ShopOptions = {
  readonly answersAfterMs?: number | 'never';
  /** As JSON. */
  readonly answer?: unknown;
};

async function requestOf(request: IncomingMessage): Promise<ShopRequest> {
  const { method = '', url = '', headers } = request;
  const { authorization = '' } = headers;
  return { method, url, authorization, body: await text(request) };
}

/** Starts a shop that says of every order that it is on its way, after this time or never. */
export async function startShop({
  answersAfterMs = 0,
  answer = { state: 'on its way' },
}: ShopOptions = {}): Promise<ShopServer> {
  const requests: ShopRequest[] = [];
  let aborted = 0;
  const server = createServer((request, response) => {
    void requestOf(request).then((read) => requests.push(read));
    response.once('close', () => {
      aborted += response.writableFinished ? 0 : 1;
    });
    if (answersAfterMs !== 'never') {
      setTimeout(() => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(answer));
      }, answersAfterMs);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    get aborted() {
      return aborted;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
