import { once } from 'node:events';
import { connect } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, it, vi } from 'vitest';
import { Upgrades } from '#main/api/headset/upgrades';

let server: FastifyInstance | null = null;
afterEach(async () => {
  await server?.close();
});

it('tells the route when the client left before its WebSocket was accepted', async () => {
  const upgrades = new Upgrades();
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const [asked, opened, failed] = [vi.fn(), vi.fn(), vi.fn()];
  server = fastify({ forceCloseConnections: true });
  upgrades.attach(server);
  server.get('/headset', async (request, reply) => {
    asked();
    await held;
    reply.hijack();
    upgrades.accept(request.raw, opened, failed);
    return reply;
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const closed = new Promise((resolve) => {
    server?.server.once('connection', (socket) => socket.once('close', resolve));
  });

  const client = connect(port, '127.0.0.1');
  await once(client, 'connect');
  client.write(
    [
      'GET /headset HTTP/1.1',
      'host: 127.0.0.1',
      'connection: Upgrade',
      'upgrade: websocket',
      'sec-websocket-version: 13',
      'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
      '\r\n',
    ].join('\r\n'),
  );
  await vi.waitFor(() => {
    expect(asked).toHaveBeenCalledOnce();
  });
  client.resetAndDestroy();
  await closed;
  goOn();
  await vi.waitFor(() => {
    expect(failed).toHaveBeenCalledOnce();
  });
  expect(opened).not.toHaveBeenCalled();
});
