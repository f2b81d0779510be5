import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  DELIVERY_LIMITS,
  type DeliveryCounts,
  type DeliveryLimits,
  WebhookDelivery,
} from '#main/webhooks/delivery';
import type { WebhookEvent } from '#main/webhooks/events';
import { type LogLines, recordingLog } from '#support/log';
import { FakeJournal } from '#support/webhooks/fakeJournal';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const REFUSED = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
const URL_OF_IT = new URL('https://receiver.example/PATH-S3CRET');

type Answer = number | 'no answer' | 'no connection';
type Request = { readonly id: string; readonly attempt: number; readonly atMs: number };

let counts: DeliveryCounts;
let journal: FakeJournal;
let log: LogLines;
let requests: Request[];
/** What the receiver says now. */
let answer: (id: string) => Answer;
const startedAt = Date.UTC(2026, 0, 5);

beforeEach(() => {
  vi.useFakeTimers({ now: startedAt });
  counts = { delivered: 0, failed: 0, dropped: 0 };
  journal = new FakeJournal();
  log = recordingLog();
  requests = [];
  answer = () => 200;
});
afterEach(() => {
  vi.useRealTimers();
});

const fetchFake = ((_url: URL, { headers }: { headers: Record<string, string> }) => {
  const id = headers['webhook-id'] ?? '';
  const attempt = Number(headers['cordboard-attempt']);
  requests.push({ id, attempt, atMs: Date.now() - startedAt });
  const said = answer(id);
  if (said === 'no answer') {
    return Promise.reject(new DOMException('timed out', 'TimeoutError'));
  }
  return said === 'no connection'
    ? Promise.reject(new TypeError('fetch failed', { cause: REFUSED }))
    : Promise.resolve(new Response(null, { status: said }));
}) as unknown as typeof fetch;

function delivery(limits: Partial<DeliveryLimits> = {}): WebhookDelivery {
  return new WebhookDelivery({
    ...{ id: 'r1', url: URL_OF_IT, journal, counts, log, userAgent: 'test', fetch: fetchFake },
    secret: () => 'secret',
    timeoutMs: () => 30_000,
    limits: { ...DELIVERY_LIMITS, ...limits },
    onChange: () => undefined,
  });
}

function started(limits: Partial<DeliveryLimits> = {}): WebhookDelivery {
  const made = delivery(limits);
  made.start();
  return made;
}

function put(to: WebhookDelivery, ...ids: readonly string[]): void {
  for (const id of ids) {
    const data = { call: { id: `call-${id}` } };
    const event = { id, type: 'call.started', data } as WebhookEvent;
    to.put(event, JSON.stringify(event));
  }
}

const logged = (): string => JSON.stringify(log.lines);

/** Ids of the events that arrived, by the answers that the receiver gave. */
function recordArrivals(say: (id: string) => Answer): string[] {
  const arrived: string[] = [];
  answer = (id) => {
    const said = say(id);
    if (typeof said === 'number' && said < 300) {
      arrived.push(id);
    }
    return said;
  };
  return arrived;
}

describe('a receiver of webhooks', () => {
  it.each([404, 401, 307, 503, 'no connection'] as const)(
    'that says %s for a day gets each event once, in order, when it takes them again',
    async (refusal) => {
      const isDay = (): boolean => Date.now() - startedAt < 24 * HOUR;
      const arrived = recordArrivals(() => (isDay() ? refusal : 200));
      const to = started();
      put(to, 'a', 'b');
      await vi.advanceTimersByTimeAsync(12 * HOUR);
      put(to, 'c');
      expect(to.state).toMatchObject({ waiting: 3, refusal: { since: startedAt } });
      await vi.advanceTimersByTimeAsync(12 * HOUR);
      expect(arrived).toEqual([]);
      await vi.advanceTimersByTimeAsync(5 * MINUTE);
      expect(arrived).toEqual(['a', 'b', 'c']);
      expect(counts).toEqual({ delivered: 3, failed: 0, dropped: 0 });
      expect(to.state).toMatchObject({ waiting: 0, refusal: null });
      expect(journal.kept.size).toBe(0);
    },
  );

  it('is left alone for longer and longer, up to 5 minutes, and told the number of the attempt', async () => {
    answer = () => 404;
    put(started(), 'a');
    await vi.advanceTimersByTimeAsync(HOUR);
    const pauses = requests.slice(1).map(({ atMs }, index) => atMs - (requests[index]?.atMs ?? 0));
    expect(pauses[0]).toBeLessThanOrEqual(1_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(5 * MINUTE);
    expect(Math.min(...pauses.slice(-5))).toBeGreaterThan(3 * MINUTE);
    expect(requests.map(({ attempt }) => attempt)).toEqual(requests.map((_, index) => index + 1));
  });

  it('that takes nothing for 72 hours loses what is as old, loudly, and nothing younger', async () => {
    answer = () => 404;
    const to = started();
    put(to, 'old');
    await vi.advanceTimersByTimeAsync(HOUR);
    put(to, 'young');
    await vi.advanceTimersByTimeAsync(71 * HOUR + 10 * MINUTE);
    expect(counts).toEqual({ delivered: 0, failed: 1, dropped: 0 });
    expect(to.state).toMatchObject({ waiting: 1, lost: 1 });
    expect(logged()).toContain('webhook events lost');
    answer = () => 200;
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(counts.delivered).toBe(1);
    expect(logged()).not.toContain('S3CRET');
  });

  it('that answers too late gets the same event few times, and the next ones without delay', async () => {
    answer = (id) => (id === 'slow' ? 'no answer' : 200);
    const to = started();
    put(to, 'slow', 'next');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(requests.map(({ id }) => id)).toEqual(['slow', 'next']);
    await vi.advanceTimersByTimeAsync(24 * HOUR);
    const repeats = requests.filter(({ id }) => id === 'slow').map(({ atMs }) => atMs);
    expect(repeats.length).toBeLessThanOrEqual(9);
    expect(repeats[1]).toBeGreaterThan(50_000);
    await vi.advanceTimersByTimeAsync(48 * HOUR + 10 * MINUTE);
    expect(requests.filter(({ id }) => id === 'slow').length).toBeLessThanOrEqual(20);
    expect(counts).toEqual({ delivered: 1, failed: 1, dropped: 0 });
  });

  it('that finds fault with one event gets the others', async () => {
    answer = (id) => (id === 'too-large' ? 413 : 200);
    const to = started();
    put(to, 'too-large', 'b', 'c');
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(counts.delivered).toBe(2);
    expect(to.state.waiting).toBe(1);
  });

  it('gets everything at once when somebody says so', async () => {
    answer = () => 404;
    const to = started();
    put(to, 'a', 'b');
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    answer = () => 200;
    to.sendNow();
    await vi.advanceTimersByTimeAsync(0);
    expect(counts.delivered).toBe(2);
  });

  it('gets nothing before the start, and then what an earlier run left first', async () => {
    answer = () => 404;
    const before = started();
    put(before, 'a', 'b');
    await vi.advanceTimersByTimeAsync(MINUTE);
    const left = [...journal.kept.values()];
    const attempts = requests.length;
    await before.close(0);

    const arrived = recordArrivals(() => 200);
    const after = delivery();
    put(after, 'c');
    after.adopt(left);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(arrived).toEqual([]);
    after.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(arrived).toEqual(['a', 'b', 'c']);
    expect(requests[attempts]).toMatchObject({ id: 'a', attempt: attempts + 1 });
  });

  it('never has more waiting than there is room for: the oldest events are lost and counted', () => {
    const to = delivery({ queue: { events: 3, bytes: 1_000_000 } });
    put(to, 'a', 'b', 'c', 'd', 'e');
    expect(to.state).toMatchObject({ waiting: 3, lost: 2 });
    expect(counts.dropped).toBe(2);
    expect([...journal.kept.values()].map(({ id }) => id)).toEqual(['c', 'd', 'e']);
    expect(logged()).toContain('"lost":1');
    const small = delivery({ queue: { events: 100, bytes: 150 } });
    put(small, 'a', 'b', 'c', 'd', 'e');
    expect(small.state.waiting).toBe(2);
  });

  it('gets nothing of a call that was erased meanwhile', async () => {
    answer = () => 404;
    const to = started();
    put(to, 'a', 'b');
    await vi.advanceTimersByTimeAsync(MINUTE);
    to.forget(['call-a']);
    const arrived = recordArrivals(() => 200);
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(arrived).toEqual(['b']);
  });

  it('loses what waits at the end only while nothing can be written', async () => {
    answer = () => 404;
    const kept = started();
    put(kept, 'a');
    await vi.advanceTimersByTimeAsync(1_000);
    await kept.close(2_000);
    expect(counts.dropped).toBe(0);
    expect(journal.kept.size).toBe(1);
    journal.isWritten = false;
    const lost = started();
    put(lost, 'b');
    await vi.advanceTimersByTimeAsync(1_000);
    await lost.close(2_000);
    expect(counts.dropped).toBe(1);
  });

  it('that is taken out of the settings leaves nothing behind', async () => {
    answer = () => 404;
    const to = started();
    put(to, 'a', 'b');
    await vi.advanceTimersByTimeAsync(1_000);
    await to.discard(2_000);
    expect(journal.kept.size).toBe(0);
    expect(counts.dropped).toBe(2);
  });
});

describe('an event that waits to be completed', () => {
  const event = (body: string) =>
    ({
      id: 'a',
      type: 'call.ended',
      data: { call: { id: 'call-a' } },
      body,
    }) as unknown as WebhookEvent;
  const hold = (to: WebhookDelivery, ms: number): void => {
    to.put(event('first'), 'first', Date.now() + ms);
  };
  const sent = (): readonly string[] => requests.map(({ id }) => id);

  it('is passed by the others, and sent in the end as it is', async () => {
    const to = started();
    hold(to, 20_000);
    put(to, 'b');
    await vi.advanceTimersByTimeAsync(19_999);
    expect(sent()).toEqual(['b']);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent()).toEqual(['b', 'a']);
    expect(to.complete(event('late'), 'late')).toBe(false);
  });

  it('is sent at once with its new body, which the journal has too', async () => {
    const to = delivery();
    hold(to, 20_000);
    expect(to.complete(event('complete'), 'complete')).toBe(true);
    expect([...journal.kept.values()]).toMatchObject([{ id: 'a', body: 'complete', dueAt: 0 }]);
    to.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent()).toEqual(['a']);
    expect(to.complete(event('again'), 'again')).toBe(false);
  });

  it('goes as it is when the program ends', async () => {
    const to = started();
    hold(to, 20_000);
    const closed = to.close(2_000);
    await vi.advanceTimersByTimeAsync(0);
    await closed;
    expect(sent()).toEqual(['a']);
  });

  it('is adopted by the next run, and sent when its time is over', async () => {
    hold(delivery(), 20_000);
    const next = started();
    next.adopt([...journal.kept.values()]);
    await vi.advanceTimersByTimeAsync(19_999);
    expect(sent()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent()).toEqual(['a']);
  });
});
