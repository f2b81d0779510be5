import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { MessageTaken } from '#main/call/tools/toolRunner';
import { type Log, silentLog } from '#main/observability/log';
import type { DeliveryLimits } from '#main/webhooks/delivery';
import type { WebhookEvent } from '#main/webhooks/events';
import { createWebhooks, type Webhooks, type WebhookSettings } from '#main/webhooks/webhooks';
import type { ConsoleEventBatch } from '#model/events';
import { callWith } from '#support/calls';
import { useStallWatch } from '#support/machine/stalls';

const SECRET = 'a-secret-of-the-test';
const FAST: DeliveryLimits = {
  timeoutMs: 5_000,
  attempts: 4,
  backoff: { firstMs: 10, maxMs: 40, factor: 2, jitter: 0 },
  queued: 50,
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
  server.listen(0, '127.0.0.1');
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
  const current = { webhookSecret: SECRET, webhookIncludeNumbers: false, ...settings };
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
    settings: () => current,
    log,
    version: '9.9.9',
    limits: { ...FAST, ...limits },
  });
  cleanUp.push(() => webhooks.close());
  const call = (id: string, ended = false): void => {
    const change = ended ? { state: 'ended', endReason: 'caller-hung-up' } : {};
    const event = { type: 'callChanged', call: callWith({ id, ...change } as never) } as const;
    for (const listener of listeners) {
      listener({ baseRevision: 0, revision: 1, events: [event] });
    }
  };
  const message = (id: string): void => {
    for (const listener of messages) {
      listener({ call: callWith({ id }), message: { from: 'Ana', callBack: '600', text: 'Hi.' } });
    }
  };
  return { webhooks, call, message, logged, current };
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
    const { call, webhooks } = start({ webhookUrls: url }, { timeoutMs: 1_000 });
    call('a');
    await expect.poll(() => webhooks.counts.delivered).toBe(1);
    expect(received).toHaveLength(2);
  });

  it('give up at once after a refusal, and follow no redirect', async () => {
    const elsewhere = await startReceiver(ok);
    const { url, received } = await startReceiver((response, index) => {
      response.writeHead(index === 0 ? 400 : 302, { location: elsewhere.url }).end();
    });
    const { call, webhooks, logged } = start({ webhookUrls: url });
    call('a');
    call('b');
    await expect.poll(() => webhooks.counts.failed).toBe(2);
    expect(received).toHaveLength(2);
    expect(elsewhere.received).toHaveLength(0);
    expect(logged.join()).toContain('"status":400');
    // An address often has a secret in its path.
    expect(logged.join()).not.toContain('S3CRET');
  });

  it('give up after the last attempt when nobody listens', async () => {
    const { url, received } = await startReceiver(ok);
    await cleanUp.pop()?.();
    const { call, webhooks, logged } = start({ webhookUrls: url });
    call('a');
    await expect.poll(() => webhooks.counts.failed, { timeout: 3_000 }).toBe(1);
    expect(received).toHaveLength(0);
    expect(logged.join()).toContain('ECONNREFUSED');
  });

  it(
    'cost the calls nothing while a receiver hangs: the oldest events are given up and counted',
    timed,
    async () => {
      const hanging = await startReceiver(() => undefined);
      const fine = await startReceiver(ok);
      const { call, webhooks } = start(
        { webhookUrls: `${hanging.url} ${fine.url}` },
        { timeoutMs: 20_000 },
      );
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
      // One event is being delivered, 50 wait.
      expect(webhooks.counts.dropped).toBe(449);
      const closing = performance.now();
      await webhooks.close();
      expect(performance.now() - closing).toBeLessThan(3_000);
      expect(webhooks.counts.dropped).toBe(500);
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
