import { afterEach, describe, expect, it } from 'vitest';
import { ApiBench } from '#support/api/apiBench';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(cleanUp.splice(0).map((close) => close()));
});

async function start(): Promise<ApiBench> {
  const bench = await ApiBench.start();
  cleanUp.push(() => bench.stop());
  return bench;
}

describe('GET /audit', () => {
  it('is read page by page, newest first', async () => {
    const bench = await start();
    for (let index = 0; index < 5; index += 1) {
      await bench.ask('POST', `/calls/${index}/hangup`, { token: bench.tokens.act });
    }
    const first = await bench.ask('GET', '/audit?limit=3');
    expect(first.body).toMatchObject({ entries: [{ seq: 5 }, { seq: 4 }, { seq: 3 }], next: 3 });
    const second = await bench.ask('GET', '/audit?limit=3&before=3');
    expect(second.body).toMatchObject({ entries: [{ seq: 2 }, { seq: 1 }], next: null });
    expect((await bench.ask('GET', '/audit/verification')).body).toMatchObject({
      intact: true,
      firstWrong: null,
    });
    await bench.ask('GET', '/audit?actor=api%3Arobot&result=failed&text=held');
    expect(bench.history.auditQueries.at(-1)).toEqual({
      ...{ actor: 'api:robot', result: 'failed', text: 'held', limit: 100 },
    });
    expect((await bench.ask('GET', '/audit?who=robot')).status).toBe(400);
  });
});
