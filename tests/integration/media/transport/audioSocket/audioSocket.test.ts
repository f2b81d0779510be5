import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AudioSocketFactory } from '#main/media/transport/audioSocket/factory';
import type { ExpectedTransport, MediaTransport } from '#main/media/transport/mediaTransport';
import { silentLog } from '#main/observability/log';
import { useStallWatch } from '#support/machine/stalls';
import { RecordingHandlers } from '#support/media/recordingHandlers';
import { noise } from '#support/media/signals';

const timed = useStallWatch();
let factory: AudioSocketFactory;
const sockets: Socket[] = [];

beforeEach(() => {
  factory = new AudioSocketFactory({
    host: '127.0.0.1',
    port: 0,
    format: 'slin16',
    log: silentLog,
  });
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) {
    socket.destroy();
  }
  await factory.close();
});

/** Announces a channel; gives its UUID and how to open it. */
async function announce(): Promise<{ expected: ExpectedTransport; uuid: string }> {
  const expected = factory.expect('chan-1');
  const request = await expected.request();
  if (!request.ok) {
    throw new Error(request.error.message);
  }
  expect(request.value.params).toMatchObject({
    transport: 'tcp',
    encapsulation: 'audiosocket',
    format: 'slin16',
    external_host: `127.0.0.1:${factory.port ?? 0}`,
  });
  return { expected, uuid: request.value.params['data'] ?? '' };
}

/** Connects as Asterisk does, and says a UUID. */
async function dial(uuid: string): Promise<Socket> {
  const socket = connect(factory.port ?? 0, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(message(0x01, Buffer.from(uuid.replaceAll('-', ''), 'hex')));
  return socket;
}

function message(kind: number, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from([kind, payload.length >> 8, payload.length & 0xff]), payload]);
}

/** Reads on, as Asterisk does, until the other side has closed. */
async function closed(socket: Socket): Promise<void> {
  socket.resume();
  await once(socket, 'close');
}

async function connected(): Promise<{
  asterisk: Socket;
  transport: MediaTransport;
  handlers: RecordingHandlers;
}> {
  const { expected, uuid } = await announce();
  const asterisk = await dial(uuid);
  const opened = await expected.open({}, 1_000);
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  const handlers = new RecordingHandlers();
  opened.value.start(handlers);
  return { asterisk, transport: opened.value, handlers };
}

describe('a connection by AudioSocket', () => {
  it('brings frames, of whatever length the messages are', async () => {
    const { asterisk, transport, handlers } = await connected();
    const audio = Buffer.from(noise(6 * 320, 1).buffer);
    let at = 0;
    for (const bytes of [960, 320, 640, 1_920]) {
      asterisk.write(message(0x12, audio.subarray(at, at + bytes)));
      at += bytes;
    }
    await expect.poll(() => handlers.frames.length).toBe(6);
    expect(Buffer.concat(handlers.frames).equals(audio)).toBe(true);
    transport.close();
  });

  it('counts messages that it cannot use and goes on', async () => {
    const { asterisk, transport, handlers } = await connected();
    asterisk.write(message(0x10, Buffer.alloc(320, 1)));
    asterisk.write(message(0x55, Buffer.alloc(65_535, 1)));
    asterisk.write(message(0xff, Buffer.from([4])));
    asterisk.write(message(0x03, Buffer.from('5')));
    asterisk.write(message(0x01, Buffer.alloc(16)));
    asterisk.write(message(0x12, Buffer.alloc(640, 7)));
    await expect.poll(() => handlers.frames.length).toBe(1);
    expect(transport.counters).toMatchObject({ framesIn: 1, framesLost: 1 });
    expect(handlers.closes).toEqual([]);
    transport.close();
  });

  it(
    'is paced: frames go out every 20 ms, silence between them, nothing after a flush',
    timed,
    async () => {
      const { asterisk, transport } = await connected();
      const heard: Buffer[] = [];
      asterisk.on('data', (chunk) => heard.push(chunk));
      for (let i = 0; i < 100; i += 1) {
        transport.sendFrame(Buffer.alloc(640, 9));
      }
      await expect
        .poll(() => Buffer.concat(heard).length, { timeout: 2_000 })
        .toBeGreaterThan(6_430);
      transport.flush();
      const before = Buffer.concat(heard).filter((byte) => byte === 9).length;
      expect(before).toBeLessThan(40 * 640);
      await expect
        .poll(() => Buffer.concat(heard).length, { timeout: 2_000 })
        .toBeGreaterThan(before + 6_430);
      const after = Buffer.concat(heard).filter((byte) => byte === 9).length;
      expect(after - before).toBeLessThanOrEqual(640);
      transport.close();
    },
  );

  it('ends when Asterisk hangs up, when the socket breaks, and says goodbye itself', async () => {
    const byMessage = await connected();
    byMessage.asterisk.write(message(0x00, Buffer.alloc(0)));
    await expect.poll(() => byMessage.handlers.closes).toEqual([{ by: 'remote', code: 0 }]);

    const byReset = await connected();
    byReset.asterisk.resetAndDestroy();
    await expect.poll(() => byReset.handlers.closes).toMatchObject([{ by: 'error' }]);

    const byUs = await connected();
    const heard: Buffer[] = [];
    byUs.asterisk.on('data', (chunk) => heard.push(chunk));
    byUs.transport.close();
    byUs.transport.close();
    await once(byUs.asterisk, 'end');
    expect(Buffer.concat(heard).subarray(-3)).toEqual(Buffer.alloc(3));
    expect(byUs.handlers.closes).toEqual([{ by: 'local' }]);
  });
});

describe('a connection that is not expected', () => {
  it('is turned away: another UUID, the same one twice, no protocol at all', async () => {
    const { expected, uuid } = await announce();
    const stranger = await dial('00000000-0000-4000-8000-000000000000');
    await closed(stranger);
    const first = await dial(uuid);
    await expected.open({}, 1_000).then((opened) => {
      expect(opened.ok).toBe(true);
    });
    const second = await dial(uuid);
    await closed(second);
    expect(first.destroyed).toBe(false);
    const web = connect(factory.port ?? 0, '127.0.0.1');
    sockets.push(web);
    web.on('error', () => undefined);
    web.write('GET / HTTP/1.1\r\n\r\n');
    await expect.poll(() => factory.refusedConnections).toBe(2);
  });

  it('is ended after a second, however much it goes on sending and however little it reads', async () => {
    await announce();
    const socket = connect({ port: factory.port ?? 0, host: '127.0.0.1', allowHalfOpen: true });
    sockets.push(socket);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(message(0x01, Buffer.alloc(16, 9)));
    const sending = setInterval(() => socket.write(message(0x12, Buffer.alloc(640))), 20);
    const startedMs = performance.now();
    // Its own end stays open: only a reset ends it.
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(sending);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });

  it('refuses the connection of a channel that was called off', async () => {
    const { expected, uuid } = await announce();
    expected.cancel();
    const late = await dial(uuid);
    await closed(late);
    const opened = await expected.open({}, 100);
    expect(opened).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });
});

it('says what to check when Asterisk does not connect', async () => {
  const { expected } = await announce();
  const opened = await expected.open({}, 50);
  expect(opened).toMatchObject({ ok: false, error: { kind: 'timeout' } });
  expect(opened.ok ? '' : opened.error.message).toContain('EXTERNAL_MEDIA_HOST 127.0.0.1');
});
