import { afterEach, describe, expect, it } from 'vitest';
import { ApiBench } from '#support/api/apiBench';
import { aMessage } from '#support/window/historyFixtures';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(cleanUp.splice(0).map((close) => close()));
});

const MESSAGE = aMessage({ id: 7, callId: '1700000000.7', callBack: '555 100' });

async function start(): Promise<ApiBench> {
  const bench = await ApiBench.start({});
  cleanUp.push(() => bench.stop());
  bench.history.inbox = [MESSAGE];
  return bench;
}

describe('GET /messages', () => {
  it('lists the messages that callers left', async () => {
    const bench = await start();
    expect(await bench.ask('GET', '/messages')).toMatchObject({
      status: 200,
      body: { messages: [MESSAGE], next: null, open: 1 },
    });
  });

  it('hands every condition to the store as what it is', async () => {
    const bench = await start();
    const query = 'state=open&callId=1700000000.7&before=9&limit=2';
    expect((await bench.ask('GET', `/messages?${query}`)).status).toBe(200);
    expect(bench.history.inboxQueries).toEqual([
      { state: 'open', callId: '1700000000.7', before: 9, limit: 2 },
    ]);
  });

  it.each(['state=lost', 'before=0', 'limit=201', 'callID=x'])('refuses ?%s', async (query) => {
    const bench = await start();
    expect((await bench.ask('GET', `/messages?${query}`)).status).toBe(400);
  });
});

describe('PUT /messages/{id}', () => {
  it('marks a message as done in the name of the token, and opens it again', async () => {
    const bench = await start();
    const put = (done: boolean) =>
      bench.ask('PUT', '/messages/7', { token: bench.tokens.act, body: { done } });
    expect(await put(true)).toMatchObject({
      status: 200,
      body: { id: 7, done: { by: expect.stringMatching(/^api:/) as string } },
    });
    expect(await put(false)).toMatchObject({ status: 200, body: { done: null } });
  });

  it('needs an acting token, a known message, and a mark', async () => {
    const bench = await start();
    const { act, read } = bench.tokens;
    const put = (path: string, token: string, body: unknown) =>
      bench.ask('PUT', path, { token, body }).then(({ status }) => status);
    expect(await put('/messages/7', read, { done: true })).toBe(403);
    expect(await put('/messages/8', act, { done: true })).toBe(404);
    expect(await put('/messages/7', act, { done: 'yes' })).toBe(400);
    expect(await put('/messages/x', act, { done: true })).toBe(400);
    expect(bench.history.inbox).toEqual([MESSAGE]);
  });
});
