import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createGeminiSummarizer } from '#main/agent/gemini/summary/summarizer';
import { Summaries } from '#main/call/summary/summaries';
import { silentLog } from '#main/observability/log';
import type { SqliteHistoryStore } from '#main/store/sqliteHistoryStore';
import { type StandInGemini, startStandInGemini } from '#support/gemini/standInGemini';
import { recordedCall, type StoreFolder, storeFolder, turn } from '#support/store/recordedCalls';
import { type BundledScript, bundleHistoryWorker } from '#support/store/workerBundle';

let worker: BundledScript;
let folder: StoreFolder;
let gemini: StandInGemini;

beforeAll(async () => {
  worker = await bundleHistoryWorker();
});
afterAll(() => worker.remove());
beforeEach(async () => {
  folder = await storeFolder();
  gemini = await startStandInGemini();
});
afterEach(async () => {
  await gemini.close();
  await folder.remove();
});

const summariesOf = (history: SqliteHistoryStore): Summaries =>
  new Summaries({
    history,
    summarizer: createGeminiSummarizer({
      access: () => ({ kind: 'api-key', apiKey: 'TEST_KEY', baseUrl: gemini.baseUrl }),
      model: () => 'gemini-3.8-flash',
    }),
    wishOf: () => ({ plan: { on: true, outcomes: [], fields: [] }, language: '' }),
    transcriptOf: () => [],
    timeZone: () => 'UTC',
    log: silentLog,
    times: { settleMs: 1 },
  });

it('a summary that waited when the program ended is made by the next run, once', async () => {
  const first = folder.store(worker.url);
  await first.open();
  const call = recordedCall(1, { endedAt: Date.now() });
  first.putCall(call);
  first.putTurn(call.id, turn(0, 'My parcel never came.'));
  first.putSummary(call.id, { state: 'waiting', at: Date.now() });
  await first.close();

  const second = folder.store(worker.url);
  await second.open();
  const summaries = summariesOf(second);
  await summaries.resume();
  const state = async () => {
    const found = await second.call(call.id);
    return found.ok ? found.value.summary?.state : found.error;
  };
  await expect.poll(state).toBe('done');
  expect(await second.waitingSummaries()).toEqual({ ok: true, value: [] });
  await summaries.resume();
  expect(gemini.textRequests.map(({ talk }) => talk)).toEqual(['Caller: My parcel never came.']);
  summaries.close();
  await second.close();
});
