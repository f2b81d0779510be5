/** A small program on this machine that tools can ask. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ShopServer = {
  readonly port: number;
  /** What was asked, in order. */
  readonly requests: readonly { readonly url: string; readonly authorization: string }[];
  /** Requests whose client went away before the answer. */
  readonly aborted: number;
  stop(): Promise<void>;
};

type ShopOptions = {
  readonly answersAfterMs?: number | 'never';
  /** As JSON. */
  readonly answer?: unknown;
};

/** Starts a shop that says of every order that it is on its way, after this time or never. */
export async function startShop({
  answersAfterMs = 0,
  answer = { state: 'on its way' },
}: ShopOptions = {}): Promise<ShopServer> {
  const requests: { url: string; authorization: string }[] = [];
  let aborted = 0;
  const server = createServer(({ url = '', headers: { authorization = '' } }, response) => {
    requests.push({ url, authorization });
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
