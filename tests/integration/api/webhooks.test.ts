import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiBench } from '#support/api/apiBench';

let bench: ApiBench;
beforeAll(async () => {
  bench = await ApiBench.start();
});
afterAll(() => bench.stop());

describe('the receivers of webhooks over HTTP', () => {
  it('are listed with host, last answer and what waits', async () => {
    const { status, body } = await bench.ask('GET', '/webhooks');
    expect(status).toBe(200);
    expect(body).toEqual({
      receivers: [
        {
          id: '0123456789abcdef',
          place: 1,
          host: 'receiver.example',
          refusal: {
            since: Date.UTC(2026, 0, 31, 12),
            attempts: 4,
            answer: 'It answered with status 404.',
            nextAt: Date.UTC(2026, 0, 31, 12, 5),
          },
          waiting: 3,
          lost: 0,
          kept: 'disk',
        },
      ],
    });
  });

  it('are sent what waits', async () => {
    const send = (id: string) =>
      bench.ask('POST', `/webhooks/${id}/send`, { token: bench.tokens.act });
    expect((await send('0123456789abcdef')).status).toBe(204);
    expect(bench.desk.webhooks.sent).toEqual(['0123456789abcdef']);
    expect((await send('ffffffffffffffff')).status).toBe(404);
    expect((await send('x')).status).toBe(400);
  });
});
