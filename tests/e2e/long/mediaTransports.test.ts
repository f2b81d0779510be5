/**
 * The transports that lose no bit (RTP carries 8 kHz towards Asterisk) and the playout queue
 * against a real Asterisk: two media channels in one bridge hear each other.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { PlayoutQueue } from '#main/media/playout/playoutQueue';
import { AudioSocketFactory } from '#main/media/transport/audioSocket/factory';
import type { MediaTransport, MediaTransportFactory } from '#main/media/transport/mediaTransport';
import { WebSocketDialFactory } from '#main/media/transport/webSocket/dialFactory';
import { WebSocketListenFactory } from '#main/media/transport/webSocket/listenFactory';
import type { Log } from '#main/observability/log';
import { type AsteriskLab, startAsterisk } from '#support/asterisk/asteriskLab';
import { useStallWatch } from '#support/machine/stalls';
import { ON_LOOPBACK } from '#support/media/listenBench';
import { RecordingHandlers } from '#support/media/recordingHandlers';
import { noise } from '#support/media/signals';

const APP = 'media-test';
const quiet: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => quiet,
};

const timed = useStallWatch();
let lab: AsteriskLab;
let events: WebSocket;
let listener: WebSocketListenFactory;
const audioSocket = new AudioSocketFactory({
  host: '127.0.0.1',
  port: 0,
  format: 'slin16',
  log: quiet,
});
const started = new Set<string>();
/** Ends the talk of a test that failed in it: the next one begins without its channels. */
let endTalk: (() => Promise<void>) | null = null;
afterEach(() => endTalk?.());

beforeAll(async () => {
  listener = listenFactory();
  const listening = await listener.listen();
  if (!listening.ok) {
    throw new Error(listening.error.message);
  }
  lab = await startAsterisk({ externalMediaPort: listener.port ?? 0 });
  const login = `${lab.username}:${lab.password}`;
  events = new WebSocket(`ws://127.0.0.1:${lab.httpPort}/ari/events?app=${APP}`, { auth: login });
  events.on('message', (data) => {
    const event = JSON.parse((data as Buffer).toString('utf8')) as {
      type: string;
      channel?: { id: string };
    };
    if (event.type === 'StasisStart' && event.channel !== undefined) {
      started.add(event.channel.id);
    }
  });
  await new Promise((resolve, reject) => {
    events.once('open', resolve);
    events.once('error', reject);
  });
});

afterAll(async () => {
  events.terminate();
  await listener.close();
  await audioSocket.close();
  await lab.stop();
});

function listenFactory(): WebSocketListenFactory {
  return new WebSocketListenFactory({ ...ON_LOOPBACK, controlFormat: 'json', log: quiet });
}

function dialFactory(controlFormat: 'json' | 'plain'): MediaTransportFactory {
  return new WebSocketDialFactory({
    ariBaseUrl: lab.ariBaseUrl,
    controlFormat,
    log: quiet,
  });
}

/** Creates a media channel, connects it and waits until it may be bridged. */
async function openChannel(
  factory: MediaTransportFactory,
): Promise<{ channelId: string; transport: MediaTransport; handlers: RecordingHandlers }> {
  const channelId = randomUUID();
  const expected = factory.expect(channelId);
  const request = await expected.request();
  if (!request.ok) {
    throw new Error(request.error.message);
  }
  const created = await lab.ari('POST', '/channels/externalMedia', {
    app: APP,
    channelId,
    ...request.value.params,
  });
  expect(created.status).toBe(200);
  const { channelvars } = created.body as { channelvars?: Record<string, string> };
  const result = await expected.open(channelvars ?? {}, 5000);
  if (!result.ok) {
    throw new Error(result.error.message);
  }
  const handlers = new RecordingHandlers();
  result.value.start(handlers);
  await expect.poll(() => started.has(channelId)).toBe(true);
  return { channelId, transport: result.value, handlers };
}

/** Two channels that hear each other; the near one plays from a queue. */
async function talk(factory: MediaTransportFactory) {
  const near = await openChannel(factory);
  const far = await openChannel(factory);
  const bridgeId = randomUUID();
  await lab.ari('POST', '/bridges', { bridgeId, type: 'mixing' });
  const channel = `${near.channelId},${far.channelId}`;
  expect((await lab.ari('POST', `/bridges/${bridgeId}/addChannel`, { channel })).status).toBe(204);
  let drainedAtMs = 0;
  const queue = new PlayoutQueue({
    onDrained: () => {
      drainedAtMs = performance.now();
    },
  });
  near.handlers.onMark = (id) => {
    queue.markReached(id);
  };
  near.handlers.onQueueLength = (frames) => {
    queue.queueLength(frames);
  };
  queue.replaceTransport(near.transport);
  const end = async () => {
    endTalk = null;
    queue.close();
    near.transport.close();
    far.transport.close();
    await lab.ari('DELETE', `/bridges/${bridgeId}`);
    await lab.waitUntilIdle();
  };
  endTalk = end;
  return { near, far, queue, drainedAtMs: () => drainedAtMs, end };
}

describe.each([
  ['websocket-dial, json', () => dialFactory('json')],
  ['websocket-dial, plain', () => dialFactory('plain')],
  ['websocket-listen', () => listener],
  ['audiosocket', () => audioSocket],
] as const)('%s with a real Asterisk', timed, (_name, factoryOf) => {
  it('carries a turn without a gap or a changed bit, and stops it at once', async () => {
    const { near, far, queue, drainedAtMs, end } = await talk(factoryOf());
    const turn = noise(16_000 * 3, 99);
    const turnBytes = Buffer.from(turn.buffer);
    const startMs = performance.now();
    for (let at = 0; at < turn.length; at += 3333) {
      queue.enqueue(turn.subarray(at, at + 3333), queue.generation);
    }
    queue.endTurn();
    await expect.poll(drainedAtMs, { timeout: 5000 }).toBeGreaterThan(0);
    expect(drainedAtMs() - startMs).toBeGreaterThan(2980);
    expect(drainedAtMs() - startMs).toBeLessThan(3150);
    await expect
      .poll(() => Buffer.concat(far.handlers.frames).indexOf(turnBytes), { timeout: 2000 })
      .toBeGreaterThanOrEqual(0);
    expect(queue.counters.underruns).toBe(0);

    // A long turn, cut off: what was queued is never heard.
    far.handlers.frames.length = 0;
    const sounding = (): number =>
      far.handlers.frames.filter((frame) => frame.some((byte) => byte !== 0)).length;
    queue.enqueue(noise(16_000 * 20, 5), queue.generation);
    await sleep(1000);
    const heardBeforeMs = sounding() * 20;
    const heardMs = queue.flush();
    expect(Math.abs(heardMs - heardBeforeMs)).toBeLessThanOrEqual(60);
    const atFlush = sounding();
    await sleep(500);
    expect(sounding() - atFlush).toBeLessThanOrEqual(2);

    // And the next one is heard, although a pause was never lifted by the flush itself.
    const next = noise(16_000, 6);
    queue.enqueue(next, queue.generation);
    queue.endTurn();
    await expect
      .poll(() => Buffer.concat(far.handlers.frames).indexOf(Buffer.from(next.buffer)), {
        timeout: 3000,
      })
      .toBeGreaterThanOrEqual(0);

    await end();
    expect(near.handlers.closes).toEqual([{ by: 'local' }]);
  });

  it('pauses a turn and goes on with it, and loses nothing', async () => {
    const { far, queue, drainedAtMs, end } = await talk(factoryOf());
    const sounding = (): Buffer[] =>
      far.handlers.frames.filter((frame) => frame.some((byte) => byte !== 0));
    const turn = noise(16_000 * 2, 7);
    queue.enqueue(turn, queue.generation);
    queue.endTurn();
    await sleep(500);
    queue.pausePlayback();
    await sleep(60);
    const paused = sounding().length;
    await sleep(640);
    expect(sounding().length).toBe(paused);
    expect(Math.abs(queue.turnHeardMs - paused * 20)).toBeLessThanOrEqual(60);
    queue.resumePlayback();
    await expect.poll(drainedAtMs, { timeout: 4000 }).toBeGreaterThan(0);
    await expect.poll(() => sounding().length, { timeout: 1000 }).toBe(100);
    expect(Buffer.concat(sounding())).toEqual(Buffer.from(turn.buffer));
    await end();
  });
});
