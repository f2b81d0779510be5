import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';
import { ApiBench } from '#support/api/apiBench';
import { callWith } from '#support/calls';
import { FakeCallControl } from '#support/desk/fakeCallControl';
import { saying } from '#support/phrases';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0).reverse()) {
    await close();
  }
});

async function start(): Promise<ApiBench> {
  const bench = await ApiBench.start({ control: new FakeCallControl([callWith()]) });
  cleanUp.push(() => bench.stop());
  return bench;
}

function connect(
  bench: ApiBench,
  token?: string,
  headers: Record<string, string> = {},
  query = '',
): WebSocket {
  const url = `${bench.api.url.replace('http', 'ws')}/calls/call-1/headset${query}`;
  const socket = new WebSocket(url, {
    headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
  });
  // A refused handshake is an error of the client's, too.
  socket.on('error', () => undefined);
  cleanUp.push(() => {
    socket.terminate();
  });
  return socket;
}

/** An open headset and what the pipeline has of it. */
async function open(bench: ApiBench, query = '') {
  const socket = connect(bench, bench.tokens.act, {}, query);
  await once(socket, 'open');
  const headset = bench.control.headsets.at(-1);
  if (headset === undefined) {
    throw new Error('no headset was opened');
  }
  return { socket, headset };
}

async function refusal(socket: WebSocket): Promise<number | undefined> {
  const [, response] = (await once(socket, 'unexpected-response')) as [
    unknown,
    { statusCode?: number },
  ];
  return response.statusCode;
}

const frame = (sample: number): Buffer => {
  const bytes = Buffer.alloc(640);
  for (let at = 0; at < bytes.length; at += 2) {
    bytes.writeInt16LE(sample, at);
  }
  return bytes;
};

async function nextSample(socket: WebSocket): Promise<number> {
  const [data] = (await once(socket, 'message')) as [Buffer];
  expect(data).toHaveLength(640);
  return data.readInt16LE(100);
}

describe("the supervisor's headset over HTTP", () => {
  it('plays what the call gives it', async () => {
    const { socket, headset } = await open(await start());
    headset.handlers.onFrame(frame(1_000));
    expect(await nextSample(socket)).toBe(1_000);
    expect(headset.wishes).toEqual([{ sides: 'both', behindMs: 0 }]);
  });

  it('asks for one side, and for a part that is over, in its address', async () => {
    const { headset } = await open(await start(), '?sides=line&behindMs=10000');
    expect(headset.wishes).toEqual([{ sides: 'line', behindMs: 10_000 }]);
  });

  it('changes what it hears without a new connection', async () => {
    const { socket, headset } = await open(await start());
    socket.send('{"sides":"caller"}');
    await expect.poll(() => headset.wishes.at(-1)).toBe('caller');
    headset.handlers.onFrame(frame(3));
    expect(await nextSample(socket)).toBe(3);
    socket.send('{"live":true}');
    await expect.poll(() => headset.wishes.at(-1)).toBe('live');
  });

  it.each(['?sides=left', '?behindMs=60001', '?behindMs=-1'])('refuses %s', async (query) => {
    const bench = await start();
    expect(await refusal(connect(bench, bench.tokens.act, {}, query))).toBe(400);
    expect(bench.control.headsets).toEqual([]);
  });

  it('takes what the supervisor says, and closes with the socket', async () => {
    const bench = await start();
    const { socket, headset } = await open(bench);
    socket.send(frame(5));
    await expect.poll(() => headset.sent).toEqual([frame(5)]);
    socket.close();
    await expect.poll(() => headset.closed).toBe(true);
    expect(bench.history.entries).toMatchObject([
      { action: 'call.listen', actor: 'api:actor', callId: 'call-1', result: 'ok' },
    ]);
  });

  const TEXTS = 'Send text such as {"sides":"caller"} or {"live":true}.';

  it.each([
    ['a frame of another size', Buffer.alloc(320), 'Send binary messages of 640 bytes.'],
    ['text', 'hello', TEXTS],
    ['a wish that nobody knows', '{"sides":"left"}', TEXTS],
  ])('refuses %s in words', async (_what, message, why) => {
    const { socket, headset } = await open(await start());
    socket.send(message);
    const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([1003, why]);
    await expect.poll(() => headset.closed).toBe(true);
  });

  it('closes the socket after a message that cannot be a frame', async () => {
    const { socket } = await open(await start());
    socket.send(Buffer.alloc(1_000_000));
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1009);
  });

  it('ends when the pipeline closes it', async () => {
    const { socket, headset } = await open(await start());
    headset.handlers.onClose();
    const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([1000, 'The headset is off the call.']);
  });

  it('ends with the server', async () => {
    const bench = await start();
    const { socket, headset } = await open(bench);
    const closed = once(socket, 'close');
    await bench.api.stop();
    await closed;
    await expect.poll(() => headset.closed).toBe(true);
  });

  it('needs an acting token, and our own name as host', async () => {
    const bench = await start();
    expect(await refusal(connect(bench))).toBe(401);
    expect(await refusal(connect(bench, bench.tokens.read))).toBe(403);
    expect(await refusal(connect(bench, 'cordboard_unknown'))).toBe(401);
    expect(await refusal(connect(bench, undefined, { origin: 'https://evil.example' }))).toBe(401);
    expect(await refusal(connect(bench, bench.tokens.act, { host: 'evil.example' }))).toBe(421);
    expect(bench.control.headsets).toEqual([]);
  });

  it('says why it cannot be opened now', async () => {
    const bench = await start();
    bench.control.outcome = fail(
      cordboardError('invalid-state', saying('Somebody listens already.')),
    );
    expect(await refusal(connect(bench, bench.tokens.act))).toBe(409);
  });

  it('is a WebSocket and nothing else, and nothing else is a WebSocket', async () => {
    const bench = await start();
    const answer = await bench.ask('GET', '/calls/call-1/headset', {
      token: bench.tokens.act,
    });
    expect(answer.status).toBe(426);
    const url = `${bench.api.url.replace('http', 'ws')}/calls`;
    const plain = new WebSocket(url, { headers: bench.reading });
    plain.on('error', () => undefined);
    expect(await refusal(plain)).toBe(200);
  });
});
