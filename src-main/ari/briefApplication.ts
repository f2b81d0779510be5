import { once } from 'node:events';
import { WebSocket } from 'ws';
import { fail, type Result } from '#main/util/result';
import type { AriEndpoint } from './endpoint';
import { parseBaseUrl } from './http';
import { networkError } from './httpErrors';

/** Longest wait for the event socket, ms. */
const OPEN_LIMIT_MS = 5_000;

/**
 * Does `work` while Asterisk has a Stasis application of this name: channels can be made for it
 * then, and no call comes to it. Fails as networkError says if its event socket cannot be opened.
 */
export async function withBriefApplication<T>(
  endpoint: AriEndpoint,
  app: string,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const base = parseBaseUrl(endpoint.baseUrl);
  if (!base.ok) {
    return base;
  }
  const url = new URL(`${base.value.replace(/^http/, 'ws')}/events`);
  url.searchParams.set('app', app);
  const socket = new WebSocket(url, {
    auth: `${endpoint.username}:${endpoint.password()}`,
    handshakeTimeout: OPEN_LIMIT_MS,
  });
  // An error after the opening closes the socket, which is all that is of interest then.
  socket.on('error', () => undefined);
  try {
    await once(socket, 'open');
    return await work();
  } catch (thrown) {
    return fail(networkError(thrown, base.value));
  } finally {
    socket.terminate();
  }
}
