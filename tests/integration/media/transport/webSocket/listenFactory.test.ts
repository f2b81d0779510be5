import { createServer } from 'node:http';
import { type AddressInfo, connect as connectTcp } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  WebSocketListenFactory,
  type WebSocketListenFactoryOptions,
} from '#main/media/transport/webSocket/listenFactory';
import type { Log } from '#main/observability/log';
import { paramsOf } from '#support/media/externalMediaParams';
import { type ChanPeer, connectAsAsterisk } from '#support/media/fakeChanWebSocket';
import { ON_LOOPBACK } from '#support/media/listenBench';
import { RecordingHandlers } from '#support/media/recordingHandlers';

const cleanUps: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) {
    await cleanUp();
  }
});

function collectingLog(lines: object[]): Log {
  const write = (fields: object): void => {
    lines.push(fields);
  };
  const log: Log = { debug: write, info: write, warn: write, error: write, child: () => log };
  return log;
}

async function listening(
  options: Partial<WebSocketListenFactoryOptions> = {},
): Promise<{ factory: WebSocketListenFactory; port: number; refusals: object[] }> {
  const refusals: object[] = [];
  const factory = new WebSocketListenFactory({
    ...ON_LOOPBACK,
    controlFormat: 'json',
    log: collectingLog(refusals),
    ...options,
  });
  cleanUps.push(() => factory.close());
  const result = await factory.listen();
  if (!result.ok) {
    throw new Error(result.error.message);
  }
  return { factory, port: factory.port ?? 0, refusals };
}

async function asterisk(...args: Parameters<typeof connectAsAsterisk>): Promise<ChanPeer> {
  const peer = await connectAsAsterisk(...args);
  cleanUps.push(() => {
    peer.socket.terminate();
  });
  return peer;
}

describe.each(['json', 'plain'] as const)(
  'a connection from Asterisk with %s control',
  (format) => {
    it('is given to the call that MEDIA_START names', async () => {
      const { factory, port } = await listening({ controlFormat: format });
      const opening = ['chan-a', 'chan-b'].map((id) => factory.expect(id).open({}, 2000));
      const b = await asterisk({ port, channelId: 'chan-b', format });
      const a = await asterisk({ port, channelId: 'chan-a', format });
      expect(a.socket.protocol).toBe('media');
      b.start();
      a.start();
      const [resultA, resultB] = await Promise.all(opening);
      const handlers = new RecordingHandlers();
      if (resultA?.ok) {
        resultA.value.start(handlers);
        expect(resultA.value.name).toBe('websocket-listen');
        a.socket.send(Buffer.alloc(640, 7));
        const out = Buffer.alloc(640);
        for (let k = 0; k < 100; k += 1) {
          out.fill(k);
          expect(resultA.value.sendFrame(out)).toBe(true);
        }
        resultA.value.flush();
      }
      expect(resultB?.ok).toBe(true);
      await expect.poll(() => handlers.frames.map((f) => f[99])).toEqual([7]);
      await expect
        .poll(() => a.audio.map((f) => f[0]))
        .toEqual(Array.from({ length: 100 }, (_, k) => k));
      await expect.poll(() => a.commands.length).toBe(2);
      expect(a.commands[0]).toBe(format === 'json' ? '{"command":"FLUSH_MEDIA"}' : 'FLUSH_MEDIA');
      expect(b.audio).toEqual([]);
      expect(factory.refusedConnections).toBe(0);
    });
  },
);

describe('listening for Asterisk', () => {
  it('asks ARI for a channel that connects to us', async () => {
    const { factory } = await listening({ client: 'desk' });
    expect(await paramsOf(factory)).toEqual({
      transport: 'websocket',
      encapsulation: 'none',
      connection_type: 'client',
      external_host: 'desk',
      format: 'slin16',
      transport_data: 'f(json)',
    });
  });

  it('takes the channel id from the URL too, and needs no other then', async () => {
    const { factory, port } = await listening();
    const opening = factory.expect('chan/1').open({}, 2000);
    const peer = await asterisk({
      port,
      path: '/external_media/chan%2F1?x=1',
      channelId: 'chan/1',
    });
    peer.start('slin16', 640, null);
    expect((await opening).ok).toBe(true);
  });

  it('takes a connection that comes before it is opened, with its audio', async () => {
    const { factory, port } = await listening();
    const expected = factory.expect('chan-a');
    const peer = await asterisk({ port, channelId: 'chan-a' });
    peer.socket.send(Buffer.alloc(640, 1));
    peer.socket.send(Buffer.alloc(640, 2));
    peer.start();
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    const result = await expected.open({}, 1000);
    const handlers = new RecordingHandlers();
    if (result.ok) {
      result.value.start(handlers);
    }
    expect(handlers.frames.map((f) => f[0])).toEqual([1, 2]);
    expected.cancel();
    expect(peer.closed).toBeNull();
  });

  it('refuses a channel that is not expected', async () => {
    const { factory, port, refusals } = await listening();
    const peer = await asterisk({ port, channelId: 'stranger' });
    peer.start();
    await expect.poll(() => peer.closed).toEqual({ code: 1008 });
    await expect(
      asterisk({ port, path: '/external_media/stranger', channelId: 'x' }),
    ).rejects.toThrow('404');
    expect(factory.refusedConnections).toBe(2);
    expect(refusals).toHaveLength(2);
  });

  it('refuses a second connection for a channel, before and after it is opened', async () => {
    const { factory, port } = await listening();
    const expected = factory.expect('chan-a');
    const first = await asterisk({ port, channelId: 'chan-a' });
    first.start();
    const second = await asterisk({ port, channelId: 'chan-a' });
    second.start();
    await expect.poll(() => second.closed).toEqual({ code: 1008 });
    await expect(
      asterisk({ port, path: '/external_media/chan-a', channelId: 'x' }),
    ).rejects.toThrow('409');
    expect((await expected.open({}, 1000)).ok).toBe(true);
    const third = await asterisk({ port, channelId: 'chan-a' });
    third.start();
    await expect.poll(() => third.closed).toEqual({ code: 1008 });
    expect(first.closed).toBeNull();
    expect(factory.refusedConnections).toBe(3);
  });

  it('refuses a connection whose URL and MEDIA_START differ, or that names no channel at all', async () => {
    const { factory, port } = await listening();
    factory.expect('chan-a');
    factory.expect('chan-b');
    const liar = await asterisk({ port, path: '/external_media/chan-a', channelId: 'chan-b' });
    liar.start();
    await expect.poll(() => liar.closed).toEqual({ code: 1008 });
    const old = await asterisk({ port, channelId: 'chan-a', format: 'plain' });
    old.start('slin16', 640, null);
    await expect.poll(() => old.closed).toEqual({ code: 1008 });
    expect(factory.refusedConnections).toBe(2);
  });

  it('closes a connection that does not name its channel within 5 s', async () => {
    const { port, refusals } = await listening();
    const peer = await asterisk({ port, channelId: 'x' });
    peer.socket.send(Buffer.alloc(640));
    await expect.poll(() => peer.closed, { timeout: 7000 }).toEqual({ code: 1008 });
    expect(refusals).toMatchObject([{ reason: expect.stringContaining('MEDIA_START') as string }]);
  });

  it('gives up in time, says what to do, and takes no late connection', async () => {
    const { factory, port } = await listening();
    const result = await factory.expect('chan-a').open({}, 100);
    expect(result).toMatchObject({ ok: false, error: { kind: 'timeout' } });
    expect(result.ok ? '' : result.error.message).toContain('[cordboard]');
    const late = await asterisk({ port, channelId: 'chan-a' });
    late.start();
    await expect.poll(() => late.closed).toEqual({ code: 1008 });
  });

  it('closes the connection of a call that was called off', async () => {
    const { factory, port } = await listening();
    const expected = factory.expect('chan-a');
    const peer = await asterisk({ port, channelId: 'chan-a' });
    peer.start();
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    expected.cancel();
    expected.cancel();
    await expect.poll(() => peer.closed).toEqual({ code: 1000 });
    expect(await expected.open({}, 100)).toMatchObject({
      ok: false,
      error: { kind: 'cancelled' },
    });
    const waiting = factory.expect('chan-b');
    const opening = waiting.open({}, 2000);
    waiting.cancel();
    expect(await opening).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });

  it('needs user and password when they are set', async () => {
    const { factory, port } = await listening({ username: 'pbx', password: 's3cret' });
    const opening = factory.expect('chan-a').open({}, 2000);
    for (const auth of [undefined, 'pbx:wrong', 'pbx:', ':s3cret', 'pbx:s3cret2']) {
      const attempt = asterisk({
        port,
        channelId: 'chan-a',
        ...(auth === undefined ? {} : { auth }),
      });
      await expect(attempt).rejects.toThrow('401');
    }
    const peer = await asterisk({ port, channelId: 'chan-a', auth: 'pbx:s3cret' });
    peer.start();
    expect((await opening).ok).toBe(true);
    expect(factory.refusedConnections).toBe(5);
  });

  it.each([
    '/',
    '/external_mediax',
    '/external_media/a/b',
    '/external_media/%E0%A4%A',
    '/other/external_media',
  ])('refuses the path %s', async (path) => {
    const { factory, port } = await listening();
    await expect(asterisk({ port, path, channelId: 'x' })).rejects.toThrow('404');
    expect(factory.refusedConnections).toBe(1);
  });

  it('accepts the subprotocol media or none, and no other', async () => {
    const { port } = await listening();
    await expect(asterisk({ port, channelId: 'x', protocols: ['chat'] })).rejects.toThrow('400');
    const several = await asterisk({ port, channelId: 'x', protocols: ['chat', 'media'] });
    expect(several.socket.protocol).toBe('media');
    const none = await asterisk({ port, channelId: 'x', protocols: [] });
    expect(none.socket.protocol).toBe('');
  });

  it('survives requests that are not WebSockets', async () => {
    const { factory, port } = await listening();
    expect((await fetch(`http://127.0.0.1:${port}/external_media`)).status).toBe(426);
    for (const text of [
      'garbage\r\n\r\n',
      'GET /external_media HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    ]) {
      await new Promise<void>((resolve) => {
        const tcp = connectTcp(port, '127.0.0.1', () => tcp.write(text));
        tcp.on('error', () => undefined);
        tcp.on('close', () => {
          resolve();
        });
        tcp.resume();
      });
    }
    const opening = factory.expect('chan-a').open({}, 2000);
    const peer = await asterisk({ port, channelId: 'chan-a' });
    peer.start();
    expect((await opening).ok).toBe(true);
  });

  it('says which setting to change when the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(0, '127.0.0.1', resolve);
    });
    cleanUps.push(() => {
      other.close();
    });
    const { port } = other.address() as AddressInfo;
    for (const host of ['127.0.0.1', 'localhost']) {
      const failing = listening({ host, port });
      await expect(failing).rejects.toThrow(`EXTERNAL_MEDIA_PORT ${port} is already in use`);
    }
    await expect(listening({ host: '192.0.2.1' })).rejects.toThrow('EXTERNAL_MEDIA_HOST 192.0.2.1');
  });

  it('listens on both loopback addresses for localhost', async () => {
    const { factory, port } = await listening({ host: 'localhost' });
    const opening = factory.expect('chan-a').open({}, 2000);
    const peer = await asterisk({ host: 'localhost', port, channelId: 'chan-a' });
    peer.start();
    expect((await opening).ok).toBe(true);
    await asterisk({ host: '127.0.0.1', port, channelId: 'x' });
  });

  it('frees its port when closed, while open calls go on', async () => {
    const { factory, port } = await listening();
    const opening = factory.expect('chan-a').open({}, 2000);
    const peer = await asterisk({ port, channelId: 'chan-a' });
    peer.start();
    const silent = await asterisk({ port, channelId: 'x' });
    const result = await opening;
    await factory.close();
    await factory.close();
    await expect.poll(() => silent.closed).toEqual({ code: 1001 });
    await expect(asterisk({ port, channelId: 'y' })).rejects.toThrow('ECONNREFUSED');
    expect(result.ok && result.value.sendFrame(Buffer.alloc(640, 3))).toBe(true);
    await expect.poll(() => peer.audio.length).toBe(1);
    const again = await listening({ port });
    expect(again.port).toBe(port);
  });
});
