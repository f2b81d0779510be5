/** Times what a supervisor does with the history, as seen from the main process. */
import type { SqliteHistoryStore } from '#main/store/sqliteHistoryStore';
import type { HistoryQuery } from '#model/history';
import { percentile } from '#model/percentile';
import { RARE_UNSPACED, RARE_WORD } from './fillHistory';
import { FIRST_START } from './recordedCalls';

/** Times of one kind of operation, ms. */
export type Timing = {
  readonly name: string;
  readonly runs: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /**
   * Processor time of the whole program for one run, in the middle: what the operation takes on a
   * machine that is not busy. What else runs may slow some of the runs, but not half of them.
   */
  readonly cpu: number;
  /** Calls found by the last run. */
  readonly found: number;
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is searched for, from the most frequent word to none at all. */
const QUERIES: Readonly<Record<string, (run: number) => HistoryQuery>> = {
  'newest calls': () => ({}),
  'search, in every call': () => ({ text: 'the' }),
  'search, two words': () => ({ text: 'factura problema' }),
  'search, rare word': () => ({ text: RARE_WORD }),
  'search, no such word': () => ({ text: 'xylophone' }),
  'search, without accents': () => ({ text: 'reclamacion tecnico' }),
  'search, while typing': (run) => ({ text: 'appointment'.slice(0, 1 + (run % 10)) }),
  'search, frequent beginning': () => ({ text: 'th' }),
  'search, Chinese': () => ({ text: '客户' }),
  'search, one character': () => ({ text: '的' }),
  'search, Japanese': () => ({ text: '営業時間は九時' }),
  'search, Thai': () => ({ text: 'เงินคืน' }),
  'search, rare characters': () => ({ text: RARE_UNSPACED }),
  'search, no such characters': () => ({ text: '我的是您' }),
  'search, characters and caller': (run) => ({ text: '客户', caller: `00${String(1_009 + run)}` }),
  'search and caller': (run) => ({ text: 'the', caller: `00${String(1_000 + run)}` }),
  'search and tag': () => ({ text: 'invoice number', tag: 'vip' }),
  'search and duration': () => ({ text: RARE_WORD, minDurationMs: 300_000 }),
  'search and end reason': () => ({ text: 'balcony neighbour', endReason: 'max-duration' }),
  'search and nobody': () => ({ text: 'the', caller: 'nobody' }),
  'filter, caller': (run) => ({ caller: `600 00 ${String(1_000 + run)}` }),
  'filter, nobody': () => ({ caller: 'nobody at all' }),
  'filter, tag': () => ({ tag: 'complaint' }),
  'filter, dates and duration': (run) => ({
    from: FIRST_START + (run % 5) * DAY_MS,
    to: FIRST_START + ((run % 5) + 1) * DAY_MS,
    minDurationMs: 600_000,
  }),
  'filter, state': () => ({ state: 'interrupted' }),
};

/** Runs every query `runs` times, pages through the history, and opens calls. */
export async function measureHistory(
  store: SqliteHistoryStore,
  calls: number,
  runs: number,
): Promise<readonly Timing[]> {
  const timings: Timing[] = [];
  for (const [name, query] of Object.entries(QUERIES)) {
    timings.push(await timeRuns(name, runs, async (run) => (await page(store, query(run))).found));
  }
  for (const [name, query] of [
    ['next page', {}],
    ['next page of a search', { text: 'invoice' }],
  ] as const) {
    let cursor: string | null = null;
    timings.push(
      await timeRuns(name, runs, async () => {
        const next = await page(store, cursor === null ? query : { ...query, cursor });
        cursor = next.next;
        return next.found;
      }),
    );
  }
  timings.push(
    await timeRuns('open a call', runs, async (run) => {
      const opened = await store.call(`call-${(run * 7_919) % calls}`);
      return opened.ok ? 1 : Promise.reject(new Error(opened.error.message));
    }),
  );
  return timings;
}

async function page(
  store: SqliteHistoryStore,
  query: HistoryQuery,
): Promise<{ readonly found: number; readonly next: string | null }> {
  const result = await store.search(query);
  if (!result.ok) {
    throw new Error(result.error.message);
  }
  return { found: result.value.hits.length, next: result.value.next };
}

/** Times some runs of a piece of work, which says what it found. */
export async function timeRuns(
  name: string,
  runs: number,
  work: (run: number) => Promise<number>,
): Promise<Timing> {
  const times: number[] = [];
  const cpuTimes: number[] = [];
  let found = 0;
  for (let run = 0; run < runs; run += 1) {
    const startedAt = performance.now();
    const cpuBefore = process.cpuUsage();
    found = await work(run);
    const { user, system } = process.cpuUsage(cpuBefore);
    cpuTimes.push((user + system) / 1_000);
    times.push(performance.now() - startedAt);
  }
  times.sort((a, b) => a - b);
  cpuTimes.sort((a, b) => a - b);
  return {
    name,
    runs,
    p50: percentile(times, 0.5) ?? 0,
    p95: percentile(times, 0.95) ?? 0,
    max: times.at(-1) ?? 0,
    cpu: percentile(cpuTimes, 0.5) ?? 0,
    found,
  };
}
