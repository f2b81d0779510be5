import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mediaUrl, WebSocketDialFactory } from '#main/media/transport/webSocket/dialFactory';
import { silentLog } from '#main/observability/log';
import { dial, frame, serve } from '#support/media/dialBench';
import { paramsOf } from '#support/media/externalMediaParams';
import type { FakeMediaServer } from '#support/media/fakeChanWebSocket';

let server: FakeMediaServer;

afterEach(async () => {
  await server.stop();
});

describe('opening a dialled media connection', () => {
  beforeEach(async () => {
    server = await serve('json');
  });

  it('requests a channel that waits for Cordboard', async () => {
    const json = new WebSocketDialFactory({
      ariBaseUrl: server.ariBaseUrl(),
      controlFormat: 'json',
      log: silentLog,
    });
    expect(await paramsOf(json)).toEqual({
      transport: 'websocket',
      encapsulation: 'none',
      connection_type: 'server',
      format: 'slin16',
      transport_data: 'f(json)',
    });
    const plain = new WebSocketDialFactory({
      ariBaseUrl: server.ariBaseUrl(),
      controlFormat: 'plain',
      log: silentLog,
    });
    expect(await paramsOf(plain)).not.toHaveProperty('transport_data');
  });

  it('follows the prefix of ARI_BASE_URL', async () => {
    const result = await dial(server.ariBaseUrl('/asterisk'));
    expect(result.ok).toBe(true);
    expect(server.requests[0]?.url).toBe('/asterisk/media/conn-1');
  });

  it.each([
    ['http://localhost:8088/ari', 'ws://localhost:8088/media/abc'],
    ['https://pbx.example/ari/', 'wss://pbx.example/media/abc'],
    ['http://user:secret@[::1]:8088/pbx/ari?x=1#y', 'ws://[::1]:8088/pbx/media/abc'],
    ['http://pbx:8088', 'ws://pbx:8088/media/abc'],
  ])('derives its URL from %s', (base, url) => {
    expect(mediaUrl(base, 'abc')).toEqual({ ok: true, value: url });
  });

  it.each([
    ['not a url', 'abc', 'config'],
    ['ftp://pbx/ari', 'abc', 'config'],
    ['http://pbx/ari', '../ari', 'protocol'],
    ['http://pbx/ari', '', 'protocol'],
  ])('does not take base %j with id %j', (base, id, kind) => {
    expect(mediaUrl(base, id)).toMatchObject({ ok: false, error: { kind } });
  });

  it.each([
    [404, 'protocol', /HTTP 404/],
    [403, 'protocol', /restricted/],
    [409, 'protocol', /already/],
    [500, 'protocol', /HTTP 500/],
  ])('says why when Asterisk answers HTTP %i', async (status, kind, text) => {
    server.refuseWith = status;
    const result = await dial(server.ariBaseUrl());
    expect(result).toMatchObject({ ok: false, error: { kind } });
    expect(result.ok ? '' : result.error.message).toMatch(text);
    await expect.poll(() => server.connections()).toBe(0);
  });

  it('says that Asterisk is not there', async () => {
    const result = await dial('http://127.0.0.1:1/ari');
    expect(result).toMatchObject({ ok: false, error: { kind: 'network', retryable: true } });
    expect(result.ok ? '' : result.error.message).toContain('ECONNREFUSED');
  });

  it('gives up in time when Asterisk does not answer the handshake, and leaves nothing open', async () => {
    server.mute = true;
    const result = await dial(server.ariBaseUrl(), 'json', 150);
    expect(result).toMatchObject({ ok: false, error: { kind: 'timeout' } });
    await expect.poll(() => server.connections()).toBe(0);
  });

  it('gives up in time when MEDIA_START does not come, and leaves nothing open', async () => {
    server.onPeer = () => undefined;
    const result = await dial(server.ariBaseUrl(), 'json', 150);
    expect(result).toMatchObject({ ok: false, error: { kind: 'timeout' } });
    await expect.poll(() => server.connections()).toBe(0);
  });

  it('fails when Asterisk hangs up before MEDIA_START', async () => {
    server.onPeer = (peer) => {
      peer.socket.close(1001);
    };
    expect(await dial(server.ariBaseUrl())).toMatchObject({
      ok: false,
      error: { kind: 'network' },
    });
  });

  it.each([
    ['ulaw', 160],
    ['opus', 0],
  ])('does not take the format %s', async (format, bytes) => {
    server.onPeer = (peer) => {
      peer.start(format, bytes);
    };
    const result = await dial(server.ariBaseUrl());
    expect(result).toMatchObject({ ok: false, error: { kind: 'protocol' } });
    expect(result.ok ? '' : result.error.message).toContain(format);
    await expect.poll(() => server.connections()).toBe(0);
  });

  it('does not take the media of another channel', async () => {
    server.onPeer = (peer) => {
      peer.start('slin16', 640, 'someone-else');
    };
    expect(await dial(server.ariBaseUrl())).toMatchObject({
      ok: false,
      error: { kind: 'protocol' },
    });
    await expect.poll(() => server.connections()).toBe(0);
  });

  it('says what is missing when ARI names no connection', async () => {
    const factory = new WebSocketDialFactory({
      ariBaseUrl: server.ariBaseUrl(),
      controlFormat: 'json',
      log: silentLog,
    });
    const result = await factory.expect('chan-1').open({}, 1000);
    expect(result).toMatchObject({ ok: false, error: { kind: 'protocol' } });
    expect(result.ok ? '' : result.error.message).toContain('chan_websocket');
  });

  it('can be called off while it opens, and not after', async () => {
    server.onPeer = () => undefined;
    const factory = new WebSocketDialFactory({
      ariBaseUrl: server.ariBaseUrl(),
      controlFormat: 'json',
      log: silentLog,
    });
    const expected = factory.expect('chan-1');
    const opening = expected.open({ MEDIA_WEBSOCKET_CONNECTION_ID: 'conn-1' }, 2000);
    await expect.poll(() => server.peers.length).toBe(1);
    expected.cancel();
    expected.cancel();
    expect(await opening).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    await expect.poll(() => server.connections()).toBe(0);

    server.onPeer = (peer) => {
      peer.start();
    };
    const kept = factory.expect('chan-1');
    const result = await kept.open({ MEDIA_WEBSOCKET_CONNECTION_ID: 'conn-1' }, 2000);
    kept.cancel();
    expect(result.ok && result.value.sendFrame(frame(1))).toBe(true);
  });

  it('says that a certificate is not trusted, or that there is no TLS at all', async () => {
    let plain: Server | null = null;
    const port = await new Promise<number>((resolve) => {
      plain = createServer((socket) => {
        socket.end('this is no TLS\n');
      }).listen(0, '127.0.0.1', () => {
        resolve((plain?.address() as { port: number }).port);
      });
    });
    const result = await dial(`https://127.0.0.1:${port}/ari`);
    expect(result).toMatchObject({ ok: false, error: { kind: 'network' } });
    (plain as Server | null)?.close();
  });
});
