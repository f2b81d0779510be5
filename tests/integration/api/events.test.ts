import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { removeToken } from '#main/api/access/tokenFile';
import type { Call } from '#model/call';
import type { ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import { ApiBench, type ApiBenchOptions } from '#support/api/apiBench';
import { callWith, turnWith } from '#support/calls';
import { FakeCallControl } from '#support/desk/fakeCallControl';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(cleanUp.splice(0).map((close) => close()));
});

async function start(options: ApiBenchOptions = {}): Promise<ApiBench> {
  const bench = await ApiBench.start({ control: new FakeCallControl([callWith()]), ...options });
  cleanUp.push(() => bench.stop());
  return bench;
}

type StreamEvent = { id: string; type: string; data: unknown };

/** A client of the stream over a real connection. */
class StreamClient {
  readonly response: IncomingMessage;
  readonly events: StreamEvent[] = [];
  text = '';
  isClosed = false;

  constructor(response: IncomingMessage) {
    this.response = response;
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      this.text += chunk;
      this.#parse();
    });
    response.on('close', () => {
      this.isClosed = true;
    });
    response.on('error', () => undefined);
  }

  /** Opens one with the reading token. */
  static open(bench: ApiBench, headers: Record<string, string> = {}): Promise<StreamClient> {
    return new Promise((resolve, reject) => {
      const options = { headers: { ...bench.reading, ...headers }, agent: false };
      const sent = get(`${bench.api.url}/events`, options, (response) => {
        cleanUp.push(() => sent.destroy());
        resolve(new StreamClient(response));
      });
      sent.on('error', reject);
    });
  }

  /** The calls as a program that follows the stream has them. Throws at a gap. */
  followed(): { revision: number; calls: Map<string, Call> } {
    let revision = -1;
    const calls = new Map<string, Call>();
    for (const { type, data } of this.events) {
      if (type === 'snapshot') {
        const snapshot = data as ConsoleSnapshot;
        revision = snapshot.revision;
        calls.clear();
        snapshot.calls.forEach((call) => calls.set(call.id, call));
        continue;
      }
      const batch = data as ConsoleEventBatch;
      if (batch.baseRevision !== revision) {
        throw new Error(`gap between ${revision} and ${batch.baseRevision}`);
      }
      revision = batch.revision;
      for (const event of batch.events) {
        if (event.type === 'callAdded' || event.type === 'callChanged') {
          calls.set(event.call.id, event.call);
        } else if (event.type === 'callRemoved') {
          calls.delete(event.callId);
        }
      }
    }
    return { revision, calls };
  }

  #parse(): void {
    const blocks = this.text.split('\n\n');
    this.text = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = block.split('\n');
      const field = (name: string) =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
      if (field('data') !== '') {
        this.events.push({
          id: field('id'),
          type: field('event'),
          data: JSON.parse(field('data')),
        });
      }
    }
  }
}

describe('GET /events', () => {
  it('gives a program the same state as the window, change by change', async () => {
    const bench = await start();
    const client = await StreamClient.open(bench);
    expect(client.response.statusCode).toBe(200);
    expect(client.response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(client.response.headers['cache-control']).toBe('no-store');
    const { store } = bench.control;
    for (let index = 0; index < 20; index += 1) {
      store.putCall(
        callWith({ id: `call-${index}`, meterId: index, callerName: 'Ána\n\u2028 "x"' }),
      );
      if (index % 3 === 0) {
        store.removeCall(`call-${index}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    const { revision, calls } = store.snapshot();
    await expect.poll(() => client.followed().revision).toBe(revision);
    expect([...client.followed().calls.values()]).toEqual(calls);
    expect(client.events.filter(({ type }) => type === 'snapshot')).toHaveLength(1);
    expect(client.events.length).toBeGreaterThan(3);
  });

  it('goes on where a reconnecting client was', async () => {
    const bench = await start();
    const first = await StreamClient.open(bench);
    await expect.poll(() => first.events.length).toBe(1);
    first.response.destroy();
    bench.control.store.putCall(callWith({ voice: 'Kore' }));
    bench.control.snapshot();
    const again = await StreamClient.open(bench, { 'last-event-id': first.events[0]?.id ?? '' });
    await expect.poll(() => again.events.map(({ type }) => type)).toEqual(['batch']);
    const lost = await StreamClient.open(bench, { 'last-event-id': 'of another run' });
    await expect.poll(() => lost.events.map(({ type }) => type)).toEqual(['snapshot']);
  });

  it('cuts off a client that does not read, and holds up no other', async () => {
    const bench = await start({ events: { maxWaitingBytes: 5_000_000 } });
    const slow = await StreamClient.open(bench);
    await expect.poll(() => slow.events.length).toBe(1);
    slow.response.pause();
    const quick = await StreamClient.open(bench);
    const turn = turnWith({
      speaker: 'agent',
      status: 'partial',
      text: 'x'.repeat(500_000),
      startMs: 0,
      endMs: null,
    });
    // Enough to fill the buffers of the system first.
    for (let index = 0; index < 60; index += 1) {
      bench.control.store.putTurn('call-1', { ...turn, endMs: index });
      const { revision } = bench.control.snapshot();
      // However slow the machine is, this client keeps up: there is no more than it can read.
      await expect.poll(() => quick.followed().revision, { interval: 5 }).toBe(revision);
    }
    const { revision } = bench.control.snapshot();
    expect(quick.isClosed).toBe(false);
    slow.response.resume();
    await expect.poll(() => slow.isClosed, { timeout: 10_000 }).toBe(true);
    expect(slow.followed().revision).toBeLessThan(revision);
  });

  it('ends when its token is removed', async () => {
    const bench = await start({ events: { heartbeatMs: 100 } });
    const client = await StreamClient.open(bench);
    await expect.poll(() => client.events.length).toBe(1);
    await removeToken(join(bench.dataDir, 'api-tokens.json'), 'reader');
    await expect.poll(() => client.isClosed, { timeout: 5_000 }).toBe(true);
  });

  it('is refused beyond the most streams, and free again when one ends', async () => {
    const bench = await start({ events: { maxClients: 1 } });
    const client = await StreamClient.open(bench);
    expect(await bench.ask('GET', '/events')).toMatchObject({
      status: 503,
      body: { retryable: true },
    });
    client.response.destroy();
    await expect
      .poll(async () => {
        const next = await StreamClient.open(bench);
        next.response.destroy();
        return next.response.statusCode;
      })
      .toBe(200);
  });

  it('ends with the program', async () => {
    const bench = await start();
    const client = await StreamClient.open(bench);
    await bench.api.stop();
    await expect.poll(() => client.isClosed).toBe(true);
  });
});
