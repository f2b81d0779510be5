import { afterEach, expect, it } from 'vitest';
import { ApiBench } from '#support/api/apiBench';

let bench: ApiBench;

const acting = (method: string, path: string, body?: unknown) =>
  bench.ask(method, path, { token: bench.tokens.act, body });

afterEach(() => bench.stop());

it('keeps, replaces and removes searches, and the audit says who', async () => {
  bench = await ApiBench.start();
  const query = { tag: 'vip', lastHours: 4 };
  const made = await acting('POST', '/history/searches', { name: 'Shift', query });
  expect(made).toMatchObject({ status: 200, body: { id: 1, name: 'Shift', query } });
  await acting('PUT', '/history/searches/1', { name: 'Night', query: {} });
  expect((await bench.ask('GET', '/history/searches')).body).toMatchObject({
    searches: [{ id: 1, name: 'Night', query: {} }],
  });
  expect((await acting('DELETE', '/history/searches/1')).status).toBe(200);
  expect((await acting('DELETE', '/history/searches/1')).status).toBe(404);
  expect(bench.history.entries.map(({ action, params }) => [action, params])).toEqual([
    ['history.saveSearch', '{"search":1}'],
    ['history.saveSearch', '{"search":1}'],
    ['history.removeSearch', '{"search":1}'],
    ['history.removeSearch', '{"search":1}'],
  ]);
});

it('refuses a search that could not be made', async () => {
  bench = await ApiBench.start();
  const wrong = { name: 'x', query: { limit: 3 } };
  expect((await acting('POST', '/history/searches', wrong)).status).toBe(400);
});
