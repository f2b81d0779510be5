import { afterEach, expect, it } from 'vitest';
import { ApiBench } from '#support/api/apiBench';
import { turnWith } from '#support/calls';
import { recordedCallWith } from '#support/store/fakeHistoryStore';

const ID = '1700000000.7';

let bench: ApiBench;

afterEach(() => bench.stop());

it('gives each place of words, what can be searched by, and the overview of a recording', async () => {
  bench = await ApiBench.start();
  bench.history.put({
    call: recordedCallWith({ id: ID }),
    turns: [turnWith({ id: 0, text: 'grüß Gott' })],
    recordings: [
      { path: 'recordings/2026-01-31/a.wav', startMs: 0, durationMs: 1_000, bytes: 5_000 },
    ],
  });
  expect((await bench.ask('GET', `/history/${ID}/hits?text=Gott`)).body).toEqual({
    hits: [{ turnId: 0, marks: [[5, 9]] }],
  });
  bench.history.known = { tags: ['vip'], alerts: ['media'], actors: ['api:crm'] };
  expect((await bench.ask('GET', '/history/facets')).body).toEqual(bench.history.known);
  expect(await bench.ask('GET', `/history/${ID}/peaks`)).toMatchObject({
    status: 409,
    body: { code: 'history.no-peaks-yet' },
  });
  const peaks = Uint8Array.of(1, 2, 3, 4);
  bench.history.overviews.set('recordings/2026-01-31/a.wav', { bucketMs: 20, peaks });
  expect((await bench.ask('GET', `/history/${ID}/peaks`)).body).toEqual({
    bucketMs: 20,
    caller: [1, 3],
    heard: [2, 4],
  });
  expect((await bench.ask('GET', `/history/${ID}/peaks?part=1`)).status).toBe(404);
});

it('gives the calls that are found as a table', async () => {
  bench = await ApiBench.start();
  bench.history.put({ call: recordedCallWith({ id: ID }) });
  const answer = await fetch(`${bench.api.url}/history/export.csv?tag=vip`, {
    headers: bench.reading,
  });
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(await answer.text()).toContain(`\r\n${ID},`);
  expect(bench.history.queries).toMatchObject([{ tag: 'vip' }]);
});
