import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MadeSummary, SummaryRequest } from '#main/agent/summarizer';
import { Summaries, type SummaryNews, type SummaryWish } from '#main/call/summary/summaries';
import { silentLog } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { CallRecord } from '#model/history';
import type { Turn } from '#model/transcript';
import { callWith, turnWith } from '#support/calls';
import { saying } from '#support/phrases';
import { FakeHistoryStore, recordedCallWith } from '#support/store/fakeHistoryStore';
import { aSummary } from '#support/summaries';

const CONTENT = { text: 'They want a refund.', outcome: 'refund', followUps: [], fields: {} };
const MADE = ok({ content: CONTENT, model: 'gemini-text' });
const BUSY = fail(cordboardError('refused', saying('Not now.'), { retryable: true }));
const REFUSED = fail(cordboardError('config', saying('Wrong model.')));

const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 10, 30, 12);

class SummariesBench {
  readonly history = new FakeHistoryStore();
  readonly asked: SummaryRequest[] = [];
  readonly news: SummaryNews[] = [];
  wish: SummaryWish | null = { plan: { on: true, outcomes: ['refund'], fields: [] }, language: '' };
  turns: readonly Turn[] = [turnWith({ text: 'I want my money back.' })];
  answer: () => Result<MadeSummary> | Promise<Result<MadeSummary>> = () => MADE;
  running = 0;
  mostRunning = 0;
  readonly summaries: Summaries;

  constructor({ configured = true } = {}) {
    this.summaries = new Summaries({
      summarizer: configured ? { summarize: (request) => this.#summarize(request) } : null,
      history: this.history,
      wishOf: () => this.wish,
      transcriptOf: () => this.turns,
      timeZone: () => 'UTC',
      log: silentLog,
      times: { settleMs: 1_000 },
    });
    this.summaries.onNews((news) => this.news.push(news));
  }

  /** A call that has ended, as the record has it. */
  keep(id = 'call-1', change: Partial<CallRecord> = {}): void {
    const call = recordedCallWith({ id, endedAt: Date.now() });
    this.history.put({ call, turns: this.turns, ...change });
  }

  end(id = 'call-1', change: Parameters<typeof callWith>[0] = {}): void {
    this.keep(id);
    const call = callWith({ id, state: 'ended', endReason: 'caller-hung-up', ...change });
    this.summaries.apply({ type: 'callChanged', call });
  }

  summaryOf(id = 'call-1') {
    return this.history.records.get(id)?.summary ?? null;
  }

  async #summarize(request: SummaryRequest): Promise<Result<MadeSummary>> {
    this.asked.push(request);
    this.running += 1;
    this.mostRunning = Math.max(this.mostRunning, this.running);
    const answer = await this.answer();
    this.running -= 1;
    return answer;
  }
}

let bench: SummariesBench;
beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  bench = new SummariesBench();
});
afterEach(() => {
  bench.summaries.close();
  vi.useRealTimers();
});

describe('the summary of a call', () => {
  it('waits from the end of the call on, and is made a moment later', async () => {
    bench.end();
    expect(bench.summaryOf()).toEqual({ state: 'waiting', at: NOW });
    await vi.advanceTimersByTimeAsync(999);
    expect(bench.asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(bench.summaryOf()).toEqual({
      ...{ state: 'done', at: NOW + 1_000, model: 'gemini-text' },
      ...CONTENT,
    });
    expect(bench.news).toMatchObject([{ call: { id: 'call-1' }, summary: { state: 'done' } }]);
  });

  it('is made once, however often the call changes after its end', async () => {
    bench.end();
    bench.summaries.apply({ type: 'callChanged', call: callWith({ state: 'ended' }) });
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(bench.asked).toHaveLength(1);
  });

  it('is made of what was heard, without notes of the program', async () => {
    bench.turns = [
      turnWith({ id: 0, text: 'Hello?' }),
      turnWith({ id: 1, speaker: 'agent', text: 'Good day, sir.', heardChars: 8 }),
      turnWith({ id: 2, speaker: 'system', text: 'The caller pressed 4 keys.' }),
    ];
    bench.end();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.asked).toEqual([
      {
        talk: 'Caller: Hello?\nAI: Good day',
        startedAt: 'Saturday, 2026-01-31, 12:00',
        ...bench.wish,
      },
    ]);
  });

  it.each<[string, (bench: SummariesBench) => void, object]>([
    [
      'the profile wants none',
      ({ wish }) => (bench.wish = { ...wish!, plan: { ...wish!.plan, on: false } }),
      {},
    ],
    ['the profile is gone', () => (bench.wish = null), {}],
    [
      'the caller said nothing',
      () => (bench.turns = [turnWith({ speaker: 'agent', text: 'Hi.' })]),
      {},
    ],
    ['a service had it', () => undefined, { hasAgent: false }],
  ])('is not made when %s', async (_case, change, call) => {
    change(bench);
    bench.end('call-1', call);
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(bench.summaryOf()).toBeNull();
    expect(bench.asked).toEqual([]);
  });

  it('is tried again, later each time, while the service is busy', async () => {
    bench.answer = () => BUSY;
    bench.end();
    await vi.advanceTimersByTimeAsync(1_000 + 5_000 + 15_000);
    expect(bench.asked.length).toBeGreaterThanOrEqual(3);
    expect(bench.summaryOf()).toMatchObject({ state: 'waiting' });
    bench.answer = () => MADE;
    await vi.advanceTimersByTimeAsync(45_000);
    expect(bench.summaryOf()).toMatchObject({ state: 'done' });
  });

  it('is given up after an hour, with the reason', async () => {
    bench.answer = () => BUSY;
    bench.end();
    await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
    const attempts = bench.asked.length;
    expect(bench.summaryOf()).toMatchObject({ state: 'failed', reason: saying('Not now.') });
    expect(bench.news).toMatchObject([{ summary: { state: 'failed' } }]);
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(bench.asked).toHaveLength(attempts);
  });

  it('is given up at once when another attempt cannot help', async () => {
    bench.answer = () => REFUSED;
    bench.end();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.summaryOf()).toMatchObject({ state: 'failed', reason: saying('Wrong model.') });
    expect(bench.asked).toHaveLength(1);
  });

  it('waits its turn: two are made at a time', async () => {
    const answers: (() => void)[] = [];
    bench.answer = () =>
      new Promise((resolve) => {
        answers.push(() => {
          resolve(MADE);
        });
      });
    for (const id of ['a', 'b', 'c', 'd', 'e']) {
      bench.end(id);
    }
    await vi.advanceTimersByTimeAsync(5_000);
    expect(bench.asked).toHaveLength(2);
    while (answers.length > 0) {
      answers.shift()?.();
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(bench.asked).toHaveLength(5);
    expect(bench.mostRunning).toBe(2);
  });

  it('is not kept when the caller was erased while it was made', async () => {
    bench.answer = () => {
      bench.history.records.delete('call-1');
      return MADE;
    };
    bench.end();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.history.records.size).toBe(0);
    expect(bench.news).toEqual([]);
  });

  it('goes on waiting in the record when the program ends', async () => {
    bench.end();
    bench.summaries.close();
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(bench.asked).toEqual([]);
    expect(bench.summaryOf()).toMatchObject({ state: 'waiting' });
  });

  it('is given up when too many wait', async () => {
    bench.answer = () => new Promise(() => undefined);
    for (let n = 0; n < 1_001; n += 1) {
      bench.end(`call-${n}`);
    }
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.summaryOf('call-999')).toMatchObject({ state: 'waiting' });
    expect(bench.summaryOf('call-1000')).toMatchObject({
      state: 'failed',
      reason: { code: 'summary.too-many' },
    });
  });
});

describe('after a restart', () => {
  const waiting = { state: 'waiting', at: NOW } as const;

  it('summaries that waited are made', async () => {
    bench.keep('a', { summary: waiting });
    bench.keep('b', { summary: aSummary() });
    bench.keep('c');
    await bench.summaries.resume();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.asked).toHaveLength(1);
    expect(bench.summaryOf('a')).toMatchObject({ state: 'done' });
  });

  it('those of calls that ended more than a day ago are given up', async () => {
    const call = recordedCallWith({ id: 'a', endedAt: NOW - 24 * HOUR_MS - 1 });
    bench.keep('a', { call, summary: waiting });
    await bench.summaries.resume();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.asked).toEqual([]);
    expect(bench.summaryOf('a')).toMatchObject({
      state: 'failed',
      reason: { code: 'summary.too-late' },
    });
  });
});

describe('a summary made anew', () => {
  it('replaces the one before and is announced', async () => {
    bench.keep('call-1', { summary: aSummary({ text: 'Old.' }) });
    expect(await bench.summaries.redo('call-1')).toMatchObject({ ok: true, value: CONTENT });
    expect(bench.summaryOf()).toMatchObject({ state: 'done', text: 'They want a refund.' });
    expect(bench.news).toHaveLength(1);
  });

  it('leaves the one before where it is when the service fails', async () => {
    const before = aSummary();
    bench.keep('call-1', { summary: before });
    bench.answer = () => BUSY;
    expect(await bench.summaries.redo('call-1')).toEqual(BUSY);
    expect(bench.summaryOf()).toEqual(before);
  });

  it.each<[string, (bench: SummariesBench) => void]>([
    ['summary.off', () => (bench.wish = null)],
    [
      'summary.no-talk',
      () => {
        bench.keep('call-1', { turns: [] });
      },
    ],
    [
      'summary.call-goes-on',
      () => {
        bench.keep('call-1', { call: recordedCallWith({ state: 'live' }) });
      },
    ],
  ])('is refused with %s', async (code, change) => {
    bench.keep();
    change(bench);
    const made = await bench.summaries.redo('call-1');
    expect(made).toMatchObject({ ok: false, error: { kind: 'invalid-state', phrase: { code } } });
    expect(bench.asked).toEqual([]);
  });

  it('is refused without a service, and while one is being made', async () => {
    const bare = new SummariesBench({ configured: false });
    bare.keep();
    expect(await bare.summaries.redo('call-1')).toMatchObject({
      error: { kind: 'invalid-state', phrase: { code: 'gemini.not-configured' } },
    });
    bench.keep();
    const first = bench.summaries.redo('call-1');
    expect(await bench.summaries.redo('call-1')).toMatchObject({
      error: { phrase: { code: 'summary.running' } },
    });
    expect(await first).toMatchObject({ ok: true });
  });

  it('spares the one that waits', async () => {
    bench.end();
    await bench.summaries.redo('call-1');
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(bench.asked).toHaveLength(1);
  });
});
