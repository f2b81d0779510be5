import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { MessageTaken } from '#main/call/tools/toolRunner';
import { type Log, silentLog } from '#main/observability/log';
import { DELIVERY_LIMITS, type DeliveryLimits } from '#main/webhooks/delivery';
import type { WebhookEvent } from '#main/webhooks/events';
import { createWebhooks, type Webhooks, type WebhookSettings } from '#main/webhooks/webhooks';
import type { ConsoleEventBatch } from '#model/events';
import { callWith } from '#support/calls';
import { useStallWatch } from '#support/machine/stalls';
import { FakeJournal } from '#support/webhooks/fakeJournal';

const SECRET = 'a-secret-of-the-test';
const FAST: DeliveryLimits = {
  ...DELIVERY_LIMITS,
  backoff: { firstMs: 10, maxMs: 40, factor: 2, jitter: 0 },
  unanswered: { firstMs: 10, maxMs: 40, factor: 2, jitter: 0 },
  queue: { events: 50, bytes: 1_000_000 },
};

const timed = useStallWatch();
const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(cleanUp.splice(0).map((close) => close()));
});

type Received = { readonly headers: IncomingHttpHeaders; readonly body: string };

/** A receiver; `answer` gets the number of the request, from 0. */
async function startReceiver(
  answer: (response: ServerResponse, index: number) => void,
  port = 0,
): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      answer(response, received.length - 1);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  cleanUp.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook/PATH-S3CRET`,
    received,
  };
}

const ok = (response: ServerResponse): void => {
  response.writeHead(204).end();
};

function start(
  settings: Partial<WebhookSettings> & { webhookUrls: string },
  limits: Partial<DeliveryLimits> = {},
) {
  const listeners = new Set<(batch: ConsoleEventBatch) => void>();
  const messages = new Set<(taken: MessageTaken) => void>();
  const logged: string[] = [];
  const write = (fields: object, message: string): void => {
    logged.push(`${message} ${JSON.stringify(fields)}`);
  };
  const log: Log = { ...silentLog, warn: write, error: write };
  const journal = new FakeJournal();
  const current = {
    webhookSecret: SECRET,
    webhookIncludeNumbers: false,
    webhookIncludeTranscript: false,
    webhookIncludeSummary: false,
    webhookTimeoutMs: 5_000,
    ...settings,
  };
  const webhooks: Webhooks = createWebhooks({
    control: {
      onBatch: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    onMessage: (listener) => {
      messages.add(listener);
      return () => messages.delete(listener);
    },
    onRecording: () => () => undefined,
    onSummary: () => () => undefined,
    expectsSummary: () => false,
    transcriptOf: () => [],
    journal,
    onHealth: () => undefined,
    settings: () => current,
    log,
    version: '9.9.9',
    limits: { ...FAST, ...limits },
  });
  webhooks.start();
  cleanUp.push(() => webhooks.close());
  const call = (id: string, ended = false): void => {
    const change = ended ? { state: 'ended', endReason: 'caller-hung-up' } : {};
    const changed = callWith({ id, answeredAt: null, ...change } as never);
    const event = { type: 'callChanged', call: changed } as const;
    for (const listener of listeners) {
      listener({ baseRevision: 0, revision: 1, events: [event] });
    }
  };
  const message = (id: string): void => {
    for (const listener of messages) {
      listener({ call: callWith({ id }), message: { from: 'Ana', callBack: '600', text: 'Hi.' } });
    }
  };
  return { webhooks, call, message, logged, current, journal };
}

describe('webhooks', () => {
  it('announce the messages that callers leave, until they are closed', async () => {
    const { url, received } = await startReceiver(ok);
    const { message, webhooks } = start({ webhookUrls: url, webhookIncludeNumbers: true });
    message('a');
    await expect.poll(() => webhooks.counts.delivered).toBe(1);
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      type: 'message.taken',
      call: { id: 'a' },
      message: { from: 'Ana', callBack: '600', text: 'Hi.' },
    });
    await webhooks.close();
    message('b');
    expect(received).toHaveLength(1);
  });

  it('post signed events in their order', async () => {
    const { url, received } = await startReceiver(ok);
    const { call, webhooks } = start({ webhookUrls: url });
    call('a');
    call('a', true);
    await expect.poll(() => webhooks.counts.delivered).toBe(2);
    const events = received.map(({ body }) => JSON.parse(body) as WebhookEvent);
    expect(events.map(({ type }) => type)).toEqual(['call.started', 'call.ended']);
    expect(received[0]?.body).not.toContain('+1202');
    for (const { headers, body } of received) {
      const timestamp = String(headers['cordboard-timestamp']);
      expect(Math.abs(Date.now() / 1_000 - Number(timestamp))).toBeLessThan(5);
      const hmac = createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex');
      expect(headers['cordboard-signature']).toBe(`v1=${hmac}`);
      const id = String(headers['webhook-id']);
      const signed = createHmac('sha256', SECRET).update(`${id}.${timestamp}.${body}`);
      expect(headers['webhook-signature']).toBe(`v1,${signed.digest('base64')}`);
      expect(headers['webhook-timestamp']).toBe(timestamp);
      expect(headers['cordboard-attempt']).toBe('1');
      expect(headers['content-type']).toBe('application/json');
      expect(headers['user-agent']).toBe('Cordboard/9.9.9');
    }
    expect(received[0]?.headers['cordboard-event-id']).toBe(events[0]?.id);
  });

  it('try again with the same id after errors of the receiver', async () => {
    const { url, received } = await startReceiver((response, index) => {
      response.writeHead([503, 429, 200][index] ?? 200).end();
    });
    const { call, webhooks } = start({ webhookUrls: url });
    call('a');
    await expect.poll(() => webhooks.counts.delivered).toBe(1);
    expect(new Set(received.map(({ headers }) => headers['cordboard-event-id'])).size).toBe(1);
    expect(received).toHaveLength(3);
  });

  it('try again when the receiver does not answer in time', async () => {
    const { url, received } = await startReceiver((response, index) => {
      if (index > 0) {
        ok(response);
      }
    });
    const { call, webhooks } = start({ webhookUrls: url, webhookTimeoutMs: 1_000 });
    call('a');
    await expect.poll(() => webhooks.counts.delivered).toBe(1);
    expect(received).toHaveLength(2);
  });

  it.each([404, 307, 401])(
    'wait for a receiver that says %i until it takes them: each once, in order, and no other waits',
    async (status) => {
      const elsewhere = await startReceiver(ok);
      const other = await startReceiver(ok);
      let isOpen = false;
      const { url, received } = await startReceiver((response) => {
        response.writeHead(isOpen ? 200 : status, { location: elsewhere.url }).end();
      });
      const { call, webhooks, logged } = start({ webhookUrls: `${url},${other.url}` });
      call('a');
      call('b');
      call('c', true);
      await expect.poll(() => other.received.length).toBe(4);
      // More often than any attempts were made before such an event was given up.
      await expect.poll(() => received.length, { timeout: 5_000 }).toBeGreaterThan(10);
      expect(webhooks.receivers).toMatchObject([
        { place: 1, host: new URL(url).host, waiting: 4, lost: 0, kept: 'disk' },
        { place: 2, refusal: null, waiting: 0 },
      ]);
      expect(webhooks.receivers[0]?.refusal?.answer).toEqual({
        code: 'webhooks.status',
        params: { status },
      });
      isOpen = true;
      const refused = received.length;
      await expect.poll(() => webhooks.waiting).toBe(0);
      const taken = received.slice(refused).map(({ body }) => JSON.parse(body) as WebhookEvent);
      expect(taken.map(({ type, call: { id } }) => `${type} ${id}`)).toEqual([
        'call.started a',
        'call.started b',
        'call.started c',
        'call.ended c',
      ]);
      expect(elsewhere.received).toHaveLength(0);
      expect(webhooks.counts).toEqual({ delivered: 8, failed: 0, dropped: 0 });
      // An address often has a secret in its path.
      expect(`${logged.join()}${JSON.stringify(webhooks.receivers)}`).not.toContain('S3CRET');
    },
  );

  it('let the events behind one pass that gets no answer in time', async () => {
    const { url, received } = await startReceiver((response, index) => {
      if (index > 0) {
        ok(response);
      }
    });
    const { call, webhooks } = start(
      { webhookUrls: url, webhookTimeoutMs: 1_000 },
      { unanswered: { ...FAST.unanswered, firstMs: 60_000, maxMs: 60_000 } },
    );
    call('a');
    call('b');
    await expect.poll(() => webhooks.counts.delivered, { timeout: 5_000 }).toBe(1);
    expect(received.map(({ headers }) => headers['cordboard-attempt'])).toEqual(['1', '1']);
    expect(webhooks.receivers[0]?.waiting).toBe(1);
  });

  it('wait while nobody listens, and are sent at once when somebody says so', async () => {
    const { url, received } = await startReceiver(ok);
    const port = Number(new URL(url).port);
    await cleanUp.pop()?.();
    const slow = { ...FAST.backoff, firstMs: 60_000, maxMs: 60_000 };
    const { call, webhooks, logged } = start({ webhookUrls: url }, { backoff: slow });
    call('a');
    await expect
      .poll(() => webhooks.receivers[0]?.refusal?.answer.params)
      .toEqual({
        why: 'ECONNREFUSED',
      });
    expect(received).toHaveLength(0);
    expect(logged.join()).toContain('ECONNREFUSED');
    const again = await startReceiver(ok, port);
    expect(webhooks.sendNow('0123456789abcdef')).toBe(false);
    expect(webhooks.sendNow(webhooks.receivers[0]?.id ?? '')).toBe(true);
    await expect.poll(() => again.received.length).toBe(1);
  });

  it('go on with what an earlier run left, and drop what is for receivers that are gone', async () => {
    const refusing = await startReceiver((response) => response.writeHead(404).end());
    const first = start({ webhookUrls: refusing.url });
    first.call('a');
    await expect.poll(() => refusing.received.length).toBeGreaterThan(0);
    await first.webhooks.close();
    const left = [...first.journal.kept.values()];

    const elsewhere = await startReceiver(ok);
    const other = start({ webhookUrls: elsewhere.url });
    other.journal.open(left);
    expect(other.journal.kept.size).toBe(0);
    expect(other.webhooks.counts.dropped).toBe(1);

    const again = start({ webhookUrls: refusing.url });
    again.journal.open(left);
    again.journal.lose();
    expect(again.journal.kept.size).toBe(1);
    const before = refusing.received.length;
    await expect.poll(() => refusing.received.length).toBeGreaterThan(before);
    again.journal.erase(['a']);
    expect(again.webhooks.waiting).toBe(0);
    expect(elsewhere.received).toHaveLength(0);
  });

  it(
    'cost the calls nothing while a receiver hangs: the oldest events are lost and counted',
    timed,
    async () => {
      const hanging = await startReceiver(() => undefined);
      const fine = await startReceiver(ok);
      const { call, webhooks, journal } = start({
        webhookUrls: `${hanging.url} ${fine.url}`,
        webhookTimeoutMs: 20_000,
      });
      let spentMs = 0;
      for (let n = 1; n <= 500; n += 1) {
        const before = performance.now();
        call(`call-${String(n)}`);
        spentMs += performance.now() - before;
        if (n % 40 === 0) {
          await expect.poll(() => fine.received.length, { interval: 5, timeout: 5_000 }).toBe(n);
        }
      }
      expect(spentMs).toBeLessThan(500);
      await expect.poll(() => webhooks.counts.delivered, { timeout: 5_000 }).toBe(500);
      // 50 wait, one of them on its way.
      expect(webhooks.counts.dropped).toBe(450);
      const closing = performance.now();
      await webhooks.close();
      expect(performance.now() - closing).toBeLessThan(3_000);
      expect(journal.kept.size).toBe(50);
    },
  );

  it('deliver events that wait when the program ends', async () => {
    const { url, received } = await startReceiver((response) => {
      setTimeout(() => {
        ok(response);
      }, 30);
    });
    const { call, webhooks } = start({ webhookUrls: url });
    call('a', true);
    await webhooks.close();
    await webhooks.close();
    expect(received).toHaveLength(2);
    call('b');
    expect(webhooks.counts).toEqual({ delivered: 2, failed: 0, dropped: 0 });
  });

  it('send nothing without a secret, and say so once', async () => {
    const { url, received } = await startReceiver(ok);
    const { call, logged, current, webhooks } = start({ webhookUrls: url, webhookSecret: '' });
    call('a');
    call('b');
    expect(logged).toEqual([expect.stringContaining('WEBHOOK_SECRET is not set')]);
    current.webhookSecret = SECRET;
    call('c');
    await expect.poll(() => webhooks.counts.delivered).toBe(1);
    expect(received).toHaveLength(1);
  });

  it('follow a change of the addresses at once', async () => {
    const first = await startReceiver(ok);
    const second = await startReceiver(ok);
    const { call, current, webhooks } = start({ webhookUrls: first.url });
    call('a');
    current.webhookUrls = second.url;
    call('b');
    await expect.poll(() => webhooks.counts.delivered).toBe(2);
    expect(first.received).toHaveLength(1);
    expect(second.received).toHaveLength(1);
    current.webhookUrls = 'http://a.example/';
    call('c');
    await delay(50);
    expect(second.received).toHaveLength(1);
  });
});
